import { checkName } from './add-contact.ts';
import type { Books } from './books.ts';
import { findContact } from './find.ts';
import type { ContactRow } from './rows.ts';

/** Renames a contact and stamps it; its invoices show the new name but are not stamped. */
export function renameContact(books: Books, contact: string, name: string): ContactRow {
  const old = findContact(books, contact);
  if (old.name === name) return old;
  const row = { ...old, name: checkName(books, name, old.id), updatedAt: books.clock.now().getTime() };
  books.contacts.put(row);
  return row;
}
