import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { findCreditNote } from '../find.ts';
import type { CreditRow } from '../rows.ts';
import { creditNoteNumber } from './add-credit-note.ts';
import { type DocumentChange, editedDocument } from './edit-document.ts';
import { postDocument } from './post-document.ts';
import { approved, hasSettlements } from './status.ts';

/** Edits a draft, submitted or approved credit note; once it was allocated or refunded, what it is worth stays. */
export function editCreditNote(books: Books, creditNote: string, change: DocumentChange): CreditRow {
  const old = findCreditNote(books, creditNote);
  const edited = editedDocument(books, old, change);
  const row = approved<CreditRow>(books, {
    ...edited,
    number:
      change.number === undefined || change.number === old.number
        ? old.number
        : creditNoteNumber(books, old.type, change.number, old.id),
    dueDate: change.dueDate === undefined ? old.dueDate : checkDate(change.dueDate),
    remaining: hasSettlements(old) ? old.remaining : edited.total,
    updatedAt: books.now(),
  });
  books.rows.creditNotes.put(row);
  if (old.status === 'AUTHORISED' && !hasSettlements(old)) {
    postDocument(books, { kind: 'CreditNote', row: old }, 'reverse');
    postDocument(books, { kind: 'CreditNote', row }, 'post');
  }
  record(books, old.id, 'Edited');
  return row;
}
