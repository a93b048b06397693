import { randomUUID } from 'node:crypto';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { Refusal } from '../refusal.ts';
import type { CreditRow } from '../rows.ts';
import { type DocumentInput, newDocument } from './new-document.ts';
import { postDocument } from './post-document.ts';
import { approved } from './status.ts';

export interface CreditNoteInput extends DocumentInput {
  readonly type?: 'ACCRECCREDIT' | 'ACCPAYCREDIT' | undefined;
}

/** Adds a credit note; ends in a Refusal with Xero's sentences when the books do not allow it. */
export function addCreditNote(books: Books, input: CreditNoteInput): CreditRow {
  const type = input.type ?? 'ACCRECCREDIT';
  const status = input.status ?? 'DRAFT';
  const { contact, ...document } = newDocument(books, input);
  const row = approved<CreditRow>(books, {
    ...document,
    id: randomUUID(),
    kind: 'CreditNote',
    type,
    status,
    number: creditNoteNumber(books, type, input.number),
    contactId: contact.id,
    dueDate: input.dueDate === undefined ? null : checkDate(input.dueDate),
    fullyPaidOn: null,
    remaining: document.total,
    allocations: [],
    paymentIds: [],
    controlAccountId: books.chart.system(type === 'ACCRECCREDIT' ? 'DEBTORS' : 'CREDITORS'),
    bankTransactionId: null,
    sentToContact: input.sentToContact ?? false,
    brandingThemeId: input.brandingThemeId ?? null,
    createdByApp: input.createdByApp ?? null,
  });
  books.rows.creditNotes.put(row);
  record(books, row.id, 'Created', `${row.number} to ${contact.name} for ${row.total}.`);
  if (status === 'AUTHORISED') {
    postDocument(books, { kind: 'CreditNote', row }, 'post');
    record(books, row.id, 'Approved');
  }
  return row;
}

/** The number that a credit note gets: the given one, which must be free among customers' notes, or the next. */
export function creditNoteNumber(
  books: Books,
  type: CreditRow['type'],
  given: string | undefined,
  own?: string,
): string {
  if (given === undefined || given === '') return books.nextNumber('CN');
  const taken = books.rows.creditNotes
    .all()
    .some((row) => row.type === type && row.number === given && row.status !== 'DELETED' && row.id !== own);
  if (taken && type === 'ACCRECCREDIT') throw new Refusal('Credit Note # must be unique.');
  return given;
}
