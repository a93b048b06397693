import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { findInvoice } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { InvoiceRow } from '../rows.ts';
import { invoiceNumber } from './add-invoice.ts';
import { type DocumentChange, editedDocument } from './edit-document.ts';
import { postDocument } from './post-document.ts';
import { approved, hasSettlements } from './status.ts';

export interface InvoiceChange extends DocumentChange {
  readonly expectedPaymentDate?: string | undefined;
  readonly plannedPaymentDate?: string | undefined;
  readonly url?: string | undefined;
}

/**
 * Edits a draft, submitted or approved invoice. Once something was paid or credited, date, lines, contact and
 * currency stay. UpdatedDateUTC moves, except when only DueDate or SentToContact of a part-paid document changes
 * (Xero's documentation of If-Modified-Since).
 */
export function editInvoice(books: Books, invoice: string, change: InvoiceChange): InvoiceRow {
  const old = findInvoice(books, invoice);
  const edited = editedDocument(books, old, change);
  const dueDate = change.dueDate === undefined ? old.dueDate : checkDate(change.dueDate);
  if (old.status === 'AUTHORISED' && !dueDate) throw new Refusal('Due Date is required.');
  const row: InvoiceRow = {
    ...edited,
    number:
      change.number === undefined || change.number === old.number
        ? old.number
        : invoiceNumber(books, old.type, change.number, old.id),
    reference: old.type === 'ACCREC' ? edited.reference : '',
    dueDate,
    expectedPaymentDate: optionalDate(change.expectedPaymentDate, old.expectedPaymentDate),
    plannedPaymentDate: optionalDate(change.plannedPaymentDate, old.plannedPaymentDate),
    url: change.url ?? old.url,
    amountDue: hasSettlements(old) ? old.amountDue : edited.total,
  };
  const updatedAt = onlyUnstamped(old, row) ? old.updatedAt : books.now();
  const stamped = approved(books, { ...row, updatedAt });
  books.invoices.put(stamped);
  if (old.status === 'AUTHORISED' && !hasSettlements(old)) {
    postDocument(books, { kind: 'Invoice', row: old }, 'reverse');
    postDocument(books, { kind: 'Invoice', row: stamped }, 'post');
  }
  record(books, old.id, 'Edited');
  return stamped;
}

function onlyUnstamped(old: InvoiceRow, row: InvoiceRow): boolean {
  if (!hasSettlements(old)) return false;
  const { dueDate, sentToContact } = old;
  return JSON.stringify({ ...row, dueDate, sentToContact }) === JSON.stringify(old);
}

function optionalDate(change: string | undefined, old: string | null): string | null {
  return change === undefined ? old : checkDate(change);
}
