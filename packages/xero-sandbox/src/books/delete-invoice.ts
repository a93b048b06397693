import type { Books } from './books.ts';
import { findInvoice } from './find.ts';
import type { InvoiceRow } from './rows.ts';
import { checkTransition } from './status.ts';

/** Deletes a draft or submitted invoice: it stays readable with the status DELETED. */
export function deleteInvoice(books: Books, invoice: string): InvoiceRow {
  const old = findInvoice(books, invoice);
  checkTransition(old, 'DELETED');
  const row: InvoiceRow = {
    ...old,
    status: 'DELETED',
    amountDue: '0.00',
    updatedAt: books.clock.now().getTime(),
  };
  books.invoices.put(row);
  return row;
}
