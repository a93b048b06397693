import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { findContact } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { ContactGroupRow } from '../rows.ts';

/** Adds a contact group; ends in a Refusal when the name is blank or taken. */
export function addContactGroup(books: Books, name: string): ContactGroupRow {
  const row: ContactGroupRow = {
    id: randomUUID(),
    name: checkName(books, name),
    status: 'ACTIVE',
    contactIds: [],
    updatedAt: books.now(),
  };
  books.rows.contactGroups.put(row);
  return row;
}

/** Renames a group or deletes it; a deleted one is listed no more. */
export function editContactGroup(
  books: Books,
  id: string,
  change: { readonly name?: string | undefined; readonly status?: 'ACTIVE' | 'DELETED' | undefined },
): ContactGroupRow {
  const old = findGroup(books, id);
  const name =
    change.name === undefined || change.name === old.name ? old.name : checkName(books, change.name);
  return put(books, { ...old, name, status: change.status ?? old.status });
}

/** Puts contacts, by id, into a group; those that are in it already stay. */
export function assignToContactGroup(
  books: Books,
  id: string,
  contactIds: readonly string[],
): ContactGroupRow {
  const old = findGroup(books, id);
  const found = contactIds.map((contact) => findContact(books, contact).id);
  return put(books, { ...old, contactIds: [...new Set([...old.contactIds, ...found])] });
}

/** Takes contacts, by id, out of a group; all of them when none is named. */
export function removeFromContactGroup(
  books: Books,
  id: string,
  contactIds?: readonly string[],
): ContactGroupRow {
  const old = findGroup(books, id);
  const left = contactIds ? old.contactIds.filter((contact) => !contactIds.includes(contact)) : [];
  return put(books, { ...old, contactIds: left });
}

function findGroup(books: Books, id: string): ContactGroupRow {
  const row = books.rows.contactGroups.get(id);
  if (row?.status !== 'ACTIVE') throw new Refusal(`There is no contact group ${id}.`);
  return row;
}

function put(books: Books, row: ContactGroupRow): ContactGroupRow {
  const stamped = { ...row, updatedAt: books.now() };
  books.rows.contactGroups.put(stamped);
  return stamped;
}

function checkName(books: Books, given: string): string {
  const name = given.trim();
  const taken = books.rows.contactGroups
    .all()
    .some((row) => row.status === 'ACTIVE' && row.name.toLowerCase() === name.toLowerCase());
  if (name === '' || taken) throw new Refusal('A contact group must have a name that no other has.');
  return name;
}
