import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { HistoryRow } from '../rows.ts';

/** The longest note that Xero keeps (Xero's documentation of history and notes). */
const LONGEST_NOTE = 2500;

/** Writes down what happened to a document or contact, as Xero does by itself with every change. */
export function record(books: Books, ownerId: string, changes: string, details = ''): HistoryRow {
  return write(books, ownerId, changes, details, 'System Generated');
}

/** Adds a person's or an app's note; ends in a Refusal when it is empty or longer than Xero keeps. */
export function addHistoryNote(books: Books, ownerId: string, details: string, user: string): HistoryRow {
  if (details.trim() === '' || details.length > LONGEST_NOTE) {
    throw new Refusal(`A note must have 1 to ${LONGEST_NOTE} characters.`);
  }
  return write(books, ownerId, 'Note', details, user);
}

function write(books: Books, ownerId: string, changes: string, details: string, user: string): HistoryRow {
  const { history } = books.rows;
  // Lines of one change share their instant, and rows of one instant stand in the order of their ids.
  const id = history.all().length.toString(16).padStart(8, '0') + randomUUID().slice(8);
  const row: HistoryRow = { id, ownerId, changes, details, user, updatedAt: books.now() };
  history.put(row);
  return row;
}
