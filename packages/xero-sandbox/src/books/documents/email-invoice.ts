import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { findInvoice } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { InvoiceRow } from '../rows.ts';

/** How many invoices may be mailed in 24 hours; a demo company may mail none (Xero's documentation of invoices). */
const MOST_A_DAY = 1000;
const DAY = 86_400_000;

/**
 * Marks a sales invoice as sent to its contact's address; the sandbox sends nothing. Ends in a Refusal for a bill, a
 * draft, one that was voided or deleted, or when no more may be mailed today (Xero's documentation of invoices).
 */
export function emailInvoice(books: Books, invoice: string): InvoiceRow {
  const old = findInvoice(books, invoice);
  if (old.type !== 'ACCREC' || !['SUBMITTED', 'AUTHORISED', 'PAID'].includes(old.status)) {
    throw new Refusal('The invoice is not of a type and status that can be emailed.');
  }
  const { organisation, rows } = books;
  const since = rows.history.all().slice(rows.history.firstSince(books.now() - DAY));
  const mailed = since.filter(({ changes }) => changes === MAILED).length;
  if (organisation.isDemoCompany || mailed >= MOST_A_DAY) {
    throw new Refusal('The limit of invoices that can be emailed in a day has been reached.');
  }
  const row: InvoiceRow = { ...old, sentToContact: true, updatedAt: books.now() };
  books.invoices.put(row);
  record(books, row.id, MAILED, books.contacts.get(row.contactId)?.email ?? '');
  return row;
}

const MAILED = 'Emailed';
