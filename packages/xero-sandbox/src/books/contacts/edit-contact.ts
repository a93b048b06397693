import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { findContact } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { ContactRow } from '../rows.ts';
import { type ContactDetails, checkName, withDetails } from './add-contact.ts';

export interface ContactChange extends ContactDetails {
  readonly name?: string | undefined;
}

/** Edits an active contact and stamps it; its documents show the new name but are not stamped. */
export function editContact(books: Books, contact: string, change: ContactChange): ContactRow {
  const old = findContact(books, contact);
  if (old.status !== 'ACTIVE') throw new Refusal(`${old.name} is archived and cannot be edited.`);
  const name = change.name === undefined ? old.name : checkName(books, change.name, old.id);
  const row = { ...withDetails(books, old, change), name };
  if (JSON.stringify(row) === JSON.stringify(old)) return old;
  return write(books, row, 'Edited');
}

/** Renames a contact. */
export function renameContact(books: Books, contact: string, name: string): ContactRow {
  return editContact(books, contact, { name });
}

/** Archives a contact: lists leave it out from then on, and it cannot be invoiced. */
export function archiveContact(books: Books, contact: string): ContactRow {
  const old = findContact(books, contact);
  if (old.status !== 'ACTIVE') throw new Refusal(`${old.name} is archived already.`);
  return write(books, { ...old, status: 'ARCHIVED' }, 'Archived');
}

/** Brings an archived contact back, which only a person can; a merged one is gone for good. */
export function restoreContact(books: Books, contact: string): ContactRow {
  const old = findContact(books, contact);
  if (old.status !== 'ARCHIVED' || old.mergedToContactId !== null) {
    throw new Refusal(`${old.name} cannot be restored.`);
  }
  checkName(books, old.name, old.id);
  return write(books, { ...old, status: 'ACTIVE' }, 'Restored');
}

function write(books: Books, row: ContactRow, changes: string): ContactRow {
  const stamped = { ...row, updatedAt: books.now() };
  books.contacts.put(stamped);
  record(books, row.id, changes);
  return stamped;
}
