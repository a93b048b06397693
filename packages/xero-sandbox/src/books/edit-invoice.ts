import { checkAccounts } from './add-invoice.ts';
import type { Books } from './books.ts';
import { checkDate } from './dates.ts';
import { findInvoice } from './find.ts';
import { type LineInput, priceLines } from './lines.ts';
import { checkDocumentDate } from './lock-dates.ts';
import { Refusal } from './refusal.ts';
import type { InvoiceRow } from './rows.ts';
import { hasSettlements } from './status.ts';

export interface InvoiceChange {
  readonly lines?: readonly LineInput[] | undefined;
  readonly date?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly reference?: string | undefined;
  readonly sentToContact?: boolean | undefined;
}

/**
 * Edits a draft, submitted or approved invoice. Once something was paid or credited, date and lines stay.
 * UpdatedDateUTC moves, except when only DueDate or SentToContact of a part-paid document changes
 * (Xero's documentation of If-Modified-Since).
 */
export function editInvoice(books: Books, invoice: string, change: InvoiceChange): InvoiceRow {
  const old = findInvoice(books, invoice);
  if (!['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(old.status)) {
    throw new Refusal('Invoice not of valid status for modification');
  }
  checkDocumentDate(books, old.date);
  const settled = hasSettlements(old);
  if (settled && change.date !== undefined && change.date !== old.date) {
    throw new Refusal(
      'Date cannot be changed on an invoice that has payment or credit notes allocated to it.',
    );
  }
  if (settled && change.lines) throw new Refusal('Invoice not of valid status for modification');
  const date = change.date === undefined ? old.date : checkDate(change.date);
  if (date !== old.date) checkDocumentDate(books, date);
  if (change.lines) checkAccounts(books, change.lines);
  const totals = change.lines && priceLines(change.lines, old.lineAmountTypes);
  const stamped = !settled || (change.reference !== undefined && change.reference !== old.reference);
  const row: InvoiceRow = {
    ...old,
    ...(totals && { ...totals, amountDue: totals.total }),
    date,
    dueDate: change.dueDate === undefined ? old.dueDate : checkDate(change.dueDate),
    reference: change.reference ?? old.reference,
    sentToContact: change.sentToContact ?? old.sentToContact,
    updatedAt: stamped ? books.clock.now().getTime() : old.updatedAt,
  };
  books.invoices.put(row);
  return row;
}
