import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { emailInvoice } from '../../books/documents/email-invoice.ts';
import type { Row } from '../../books/rows.ts';
import type { Answer } from '../resource.ts';

/** The POST that mails an invoice: 204 when it is a sales invoice that may be sent. No mail leaves the sandbox. */
export function emailing(find: (books: Books, key: string) => Row | undefined): Answer {
  return ({ books }, key = '') => {
    const row = find(books, key);
    if (!row) return notFound();
    books.atomically(() => emailInvoice(books, row.id));
    return new Response(null, { status: 204 });
  };
}
