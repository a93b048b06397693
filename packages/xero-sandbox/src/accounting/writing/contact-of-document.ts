import type { Books } from '../../books/books.ts';
import { addContact } from '../../books/contacts/add-contact.ts';
import { editContact } from '../../books/contacts/edit-contact.ts';
import { activeContactNamed, findContact } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { ContactRow } from '../../books/rows.ts';
import { type ContactGiven, detailsOf } from './contact-fields.ts';

/**
 * The id of the contact that a document is for: by ContactID, else by ContactNumber, else by Name, and a name that no
 * active contact has makes a new one. Whatever else is sent edits the contact, and the persons that are not listed
 * are then gone (Xero's documentation of invoices). Ends in a Refusal when no contact is named or it may not be so.
 */
export function contactOfDocument(books: Books, given: ContactGiven | undefined): string {
  const { id, name, details } = given ?? {};
  if (!given || !(id ?? (details?.number || name))) {
    throw new Refusal('A Contact must be specified for this type of transaction');
  }
  const row = namedContact(books, given);
  if (!row) return addContact(books, { ...detailsOf(given), name: name ?? '' }).id;
  if (row.status === 'ACTIVE' && says(given)) {
    const change = { ...detailsOf(given, row), persons: given.persons ?? [] };
    editContact(books, row.id, { ...change, name });
  }
  return row.id;
}

/** The contact that an element names; an unknown id ends in a Refusal, an unknown number or name is a new contact. */
export function namedContact(books: Books, { id, name, details }: ContactGiven): ContactRow | undefined {
  if (id !== undefined) return findContact(books, id);
  const numbered = details.number && books.contacts.all().find(({ number }) => number === details.number);
  return numbered || (name === undefined ? undefined : activeContactNamed(books, name.trim()));
}

/** Whether an element says more of its contact than which one it is. */
function says({ id, name, details, ...rest }: ContactGiven): boolean {
  const { number, ...others } = details;
  const values = [...Object.values(others), rest.persons, rest.addresses, rest.phones, rest.paymentTerms];
  const key = number ?? name;
  return values.some((value) => value !== undefined) || (id !== undefined && key !== undefined);
}
