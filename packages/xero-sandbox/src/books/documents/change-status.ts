import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { billableContact } from '../contacts/check-contact.ts';
import { findCreditNote, findInvoice } from '../find.ts';
import { money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { CreditRow, InvoiceRow, InvoiceStatus } from '../rows.ts';
import { checkDocumentDate } from '../settings/lock-dates.ts';
import { postInvoice } from './add-invoice.ts';
import { type Document, putDocument } from './documents.ts';
import { checkLineAccounts } from './lines.ts';
import { postDocument } from './post-document.ts';
import { approved, checkTransition } from './status.ts';

/** Moves an invoice to another status: approve, submit, back to draft, void or delete. Ends in a Refusal when it may not. */
export function setInvoiceStatus(books: Books, invoice: string, to: InvoiceStatus): InvoiceRow {
  const row = findInvoice(books, invoice);
  if (to === 'AUTHORISED' && row.status !== 'AUTHORISED' && !row.dueDate) {
    throw new Refusal('Due Date is required.');
  }
  const changed = setStatus(books, { kind: 'Invoice', row }, to);
  return changed.row as InvoiceRow;
}

/** Moves a credit note to another status. Ends in a Refusal when it may not. */
export function setCreditNoteStatus(books: Books, creditNote: string, to: InvoiceStatus): CreditRow {
  const changed = setStatus(books, { kind: 'CreditNote', row: findCreditNote(books, creditNote) }, to);
  return changed.row as CreditRow;
}

/** Approves a draft or submitted invoice: it becomes AUTHORISED and can be paid. */
export function approveInvoice(books: Books, invoice: string): InvoiceRow {
  return setInvoiceStatus(books, invoice, 'AUTHORISED');
}

/** Voids an approved invoice on which nothing was paid or credited; nothing is due on it from then on. */
export function voidInvoice(books: Books, invoice: string): InvoiceRow {
  return setInvoiceStatus(books, invoice, 'VOIDED');
}

/** Deletes a draft or submitted invoice: it stays readable with the status DELETED. */
export function deleteInvoice(books: Books, invoice: string): InvoiceRow {
  return setInvoiceStatus(books, invoice, 'DELETED');
}

function setStatus(books: Books, old: Document, to: InvoiceStatus): Document {
  checkTransition(old.row, to);
  checkDocumentDate(books, old.row.date);
  if (to === 'AUTHORISED') {
    billableContact(books, old.row.contactId);
    checkLineAccounts(books, old.row.lines, true);
  }
  const document = withStatus(books, old, to);
  putDocument(books, document);
  if (to === 'VOIDED') postDocument(books, old, 'reverse');
  if (to === 'AUTHORISED' && document.kind === 'Invoice') postInvoice(books, document.row);
  else if (to === 'AUTHORISED') postDocument(books, document, 'post');
  record(books, document.row.id, SAID[to]);
  return document;
}

function withStatus(books: Books, document: Document, status: InvoiceStatus): Document {
  const updatedAt = books.now();
  const over = status === 'VOIDED' || status === 'DELETED';
  const nothing = money(0, document.row.currency);
  if (document.kind === 'Invoice') {
    const row = { ...document.row, status, updatedAt, ...(over && { amountDue: nothing }) };
    return { kind: 'Invoice', row: approved(books, row) };
  }
  const row = { ...document.row, status, updatedAt, ...(over && { remaining: nothing }) };
  return { kind: document.kind, row: approved(books, row) };
}

const SAID: Readonly<Record<InvoiceStatus, string>> = {
  DRAFT: 'Returned to draft',
  SUBMITTED: 'Submitted',
  AUTHORISED: 'Approved',
  PAID: 'Paid',
  VOIDED: 'Voided',
  DELETED: 'Deleted',
};
