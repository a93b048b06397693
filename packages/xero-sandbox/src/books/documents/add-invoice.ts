import { randomUUID } from 'node:crypto';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { markRole } from '../contacts/check-contact.ts';
import { checkDate } from '../dates.ts';
import { money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { InvoiceRow, InvoiceType } from '../rows.ts';
import { type DocumentInput, newDocument } from './new-document.ts';
import { postDocument } from './post-document.ts';
import { approved } from './status.ts';

export interface InvoiceInput extends DocumentInput {
  readonly type?: InvoiceType | undefined;
  readonly expectedPaymentDate?: string | undefined;
  readonly plannedPaymentDate?: string | undefined;
  readonly url?: string | undefined;
}

/** Adds an invoice or bill; ends in a Refusal with Xero's sentences when the books do not allow it. */
export function addInvoice(books: Books, input: InvoiceInput): InvoiceRow {
  const type = input.type ?? 'ACCREC';
  const status = input.status ?? 'DRAFT';
  const { contact, reference, ...document } = newDocument(books, input);
  const dueDate = optionalDate(input.dueDate);
  if (status === 'AUTHORISED' && !dueDate) throw new Refusal('Due Date is required.');
  const nothing = money(0, document.currency);
  const row = approved<InvoiceRow>(books, {
    ...document,
    id: randomUUID(),
    type,
    status,
    number: invoiceNumber(books, type, input.number),
    reference: type === 'ACCREC' ? reference : '',
    contactId: contact.id,
    dueDate,
    expectedPaymentDate: optionalDate(input.expectedPaymentDate),
    plannedPaymentDate: optionalDate(input.plannedPaymentDate),
    fullyPaidOn: null,
    amountDue: document.total,
    amountPaid: nothing,
    amountCredited: nothing,
    paymentIds: [],
    credits: [],
    sentToContact: input.sentToContact ?? false,
    brandingThemeId: input.brandingThemeId ?? null,
    url: input.url ?? null,
    createdByApp: input.createdByApp ?? null,
  });
  books.invoices.put(row);
  record(books, row.id, 'Created', `${row.number} to ${contact.name} for ${row.total}.`);
  if (status === 'AUTHORISED') postInvoice(books, row);
  return row;
}

/** Posts an invoice that was just approved; its contact is a customer or supplier from then on. */
export function postInvoice(books: Books, row: InvoiceRow): void {
  postDocument(books, { kind: 'Invoice', row }, 'post');
  markRole(books, row.contactId, row.type === 'ACCREC' ? 'isCustomer' : 'isSupplier');
  record(books, row.id, 'Approved');
}

/**
 * The number that an invoice or bill gets. Sales invoices are numbered by Xero unless a number is given, and
 * a deleted invoice alone gives its number free; bills take any (Xero's documentation of invoices).
 */
export function invoiceNumber(
  books: Books,
  type: InvoiceType,
  given: string | undefined,
  own?: string,
): string {
  if (type === 'ACCPAY') return given ?? '';
  if (given === undefined || given === '') return books.nextNumber('INV');
  const taken = books.invoices
    .all()
    .some(
      (row) => row.type === 'ACCREC' && row.number === given && row.status !== 'DELETED' && row.id !== own,
    );
  if (taken) throw new Refusal('Invoice # must be unique.');
  return given;
}

function optionalDate(date: string | undefined): string | null {
  return date === undefined ? null : checkDate(date);
}
