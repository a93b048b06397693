import type { Books } from '../books.ts';
import { findContact } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { ContactRow } from '../rows.ts';

/** The contact that a new document is for; ends in a Refusal when there is none or it was archived. */
export function billableContact(books: Books, contact: string): ContactRow {
  const row = findContact(books, contact);
  if (row.status !== 'ACTIVE') throw new Refusal(ARCHIVED_CONTACT);
  return row;
}

/** Marks a contact as customer or supplier once it has an approved document; that changes no UpdatedDateUTC. */
export function markRole(books: Books, contactId: string, role: 'isCustomer' | 'isSupplier'): void {
  const row = books.contacts.get(contactId);
  if (row && !row[role]) books.contacts.put({ ...row, [role]: true });
}

const ARCHIVED_CONTACT =
  'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.';
