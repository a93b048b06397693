import type { Books } from './books.ts';
import { findContact } from './find.ts';
import { Refusal } from './refusal.ts';
import type { ContactRow } from './rows.ts';

/** Archives a contact: lists leave it out from then on, and it cannot be invoiced. */
export function archiveContact(books: Books, contact: string): ContactRow {
  const old = findContact(books, contact);
  if (old.status === 'ARCHIVED') throw new Refusal(`${old.name} is archived already.`);
  const row: ContactRow = { ...old, status: 'ARCHIVED', updatedAt: books.clock.now().getTime() };
  books.contacts.put(row);
  return row;
}
