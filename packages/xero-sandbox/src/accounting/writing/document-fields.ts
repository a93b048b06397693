import type { DocumentChange } from '../../books/documents/edit-document.ts';
import type { DocumentInput } from '../../books/documents/new-document.ts';
import { Refusal } from '../../books/refusal.ts';
import type { InvoiceRow, LineRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { unitDecimalsOf } from '../listing.ts';
import { readContact } from './contact-fields.ts';
import { contactOfDocument } from './contact-of-document.ts';
import type { Element } from './element.ts';
import { completeLines, readLines, type Side } from './lines.ts';

const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED'] as const;

/** What an invoice and a credit note have in common, as it was sent. */
export type DocumentGiven = ReturnType<typeof readDocument>;

/** Reads it; what the element does not name is undefined. */
export function readDocument(element: Element) {
  const contact = element.element('Contact');
  return {
    contact: contact && readContact(contact),
    lines: readLines(element),
    date: element.date('Date'),
    dueDate: element.date('DueDate'),
    lineAmountTypes: element.oneOf('LineAmountTypes', ['Exclusive', 'Inclusive', 'NoTax']),
    reference: element.text('Reference'),
    currency: element.text('CurrencyCode') || undefined,
    currencyRate: element.decimal('CurrencyRate'),
    sentToContact: element.flag('SentToContact'),
    brandingThemeId: element.guid('BrandingThemeID'),
    status: element.oneOf('Status', STATUSES),
  };
}

/** A new document as the books take it. Ends in a Refusal when it cannot begin in that status, or has no contact. */
export function newDocumentOf(call: Call, what: string, given: DocumentGiven, side: Side): DocumentInput {
  const { contact, lines, status, ...rest } = given;
  if (status === 'PAID' || status === 'VOIDED' || status === 'DELETED') {
    throw new Refusal(`${what} not of valid status for creation`);
  }
  return {
    ...rest,
    status,
    contact: contactOfDocument(call.books, contact),
    lines: completeLines(call.books, lines ?? [], side),
    unitDecimals: unitDecimalsOf(call),
    createdByApp: call.clientId,
  };
}

/** What was sent of an old document; undefined when that is nothing but its id and status. */
export function changeOf(
  call: Call,
  given: DocumentGiven,
  side: Side,
  old: { readonly lines: readonly LineRow[] },
): DocumentChange | undefined {
  const { contact, lines, status, ...rest } = given;
  const change = {
    ...rest,
    contact: contact && contactOfDocument(call.books, contact),
    lines: lines && completeLines(call.books, lines, side, old.lines),
  };
  if (Object.values(change).every((value) => value === undefined)) return undefined;
  return { ...change, unitDecimals: unitDecimalsOf(call) };
}

/** Whether a status ends a document, so that nothing else that was sent with it counts. */
export function isEnding(status: InvoiceRow['status'] | undefined): boolean {
  return status === 'VOIDED' || status === 'DELETED';
}
