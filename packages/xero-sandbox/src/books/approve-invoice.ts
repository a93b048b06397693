import type { Books } from './books.ts';
import { findInvoice } from './find.ts';
import { checkDocumentDate } from './lock-dates.ts';
import { Refusal } from './refusal.ts';
import type { InvoiceRow } from './rows.ts';
import { checkTransition } from './status.ts';

/** Approves a draft or submitted invoice: it becomes AUTHORISED and can be paid. */
export function approveInvoice(books: Books, invoice: string): InvoiceRow {
  const old = findInvoice(books, invoice);
  checkTransition(old, 'AUTHORISED');
  if (!old.dueDate) throw new Refusal('Due Date is required.');
  checkDocumentDate(books, old.date);
  const row: InvoiceRow = { ...old, status: 'AUTHORISED', updatedAt: books.clock.now().getTime() };
  books.invoices.put(row);
  return row;
}
