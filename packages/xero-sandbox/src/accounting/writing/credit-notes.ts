import { addCreditNote } from '../../books/documents/add-credit-note.ts';
import { setCreditNoteStatus } from '../../books/documents/change-status.ts';
import { editCreditNote } from '../../books/documents/edit-credit-note.ts';
import { creditNoteByNumber, findCreditNote } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { CreditRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { unitDecimalsOf } from '../listing.ts';
import { presentCredit } from '../present/credit.ts';
import { changeOf, isEnding, newDocumentOf, readDocument } from './document-fields.ts';
import type { Element } from './element.ts';
import type { Kind, Target } from './write-elements.ts';

type CreditNoteGiven = ReturnType<typeof readCreditNote>;

/** Credit notes; they are allocated by a call of its own, once they are approved. */
export const CREDIT_NOTES: Kind<CreditNoteGiven> = {
  collection: 'CreditNotes',
  id: 'CreditNoteID',
  marks: { flag: 'HasErrors', status: true, warnings: true },
  read: readCreditNote,
  write(call, given, target) {
    const old = oldCreditNote(call, given, target);
    const { id } = old ? changeCreditNote(call, old, given) : createCreditNote(call, given);
    return () => presentCredit(call.books, findCreditNote(call.books, id), 'one', unitDecimalsOf(call));
  },
};

function readCreditNote(element: Element) {
  return {
    id: element.guid('CreditNoteID'),
    type: element.oneOf('Type', ['ACCRECCREDIT', 'ACCPAYCREDIT']),
    number: element.text('CreditNoteNumber'),
    document: readDocument(element),
  };
}

function oldCreditNote(
  { books, switches }: Call,
  given: CreditNoteGiven,
  target: Target,
): CreditRow | undefined {
  if (target.id !== undefined) return findCreditNote(books, target.id);
  if (target.creates) return undefined;
  if (given.id !== undefined) return findCreditNote(books, given.id);
  if (!given.number || given.type === 'ACCPAYCREDIT' || switches.postByNumber === 'create') return undefined;
  const row = creditNoteByNumber(books, given.number);
  return row?.type === 'ACCRECCREDIT' && !isEnding(row.status) ? row : undefined;
}

function createCreditNote(call: Call, { type, number, document }: CreditNoteGiven): CreditRow {
  if (type === undefined) throw new Refusal('The Type of the credit note must be specified');
  const side = type === 'ACCRECCREDIT' ? 'sales' : 'purchases';
  return addCreditNote(call.books, { ...newDocumentOf(call, 'Credit note', document, side), type, number });
}

function changeCreditNote(call: Call, old: CreditRow, { number, document }: CreditNoteGiven): CreditRow {
  const { status } = document;
  if (status !== undefined && isEnding(status)) return setCreditNoteStatus(call.books, old.id, status);
  const shared = changeOf(call, document, old.type === 'ACCRECCREDIT' ? 'sales' : 'purchases', old);
  const says = shared !== undefined || number !== undefined;
  const row = says ? editCreditNote(call.books, old.id, { ...shared, number }) : old;
  return status === undefined || status === row.status
    ? row
    : setCreditNoteStatus(call.books, row.id, status);
}
