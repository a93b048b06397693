import type { Books } from './books.ts';
import { findInvoice } from './find.ts';
import { checkDocumentDate } from './lock-dates.ts';
import type { InvoiceRow } from './rows.ts';
import { checkTransition } from './status.ts';

/** Voids an approved invoice on which nothing was paid or credited; nothing is due on it from then on. */
export function voidInvoice(books: Books, invoice: string): InvoiceRow {
  const old = findInvoice(books, invoice);
  checkTransition(old, 'VOIDED');
  checkDocumentDate(books, old.date);
  const row: InvoiceRow = {
    ...old,
    status: 'VOIDED',
    amountDue: '0.00',
    updatedAt: books.clock.now().getTime(),
  };
  books.invoices.put(row);
  return row;
}
