import { addContact } from '../../books/contacts/add-contact.ts';
import { archiveContact, editContact } from '../../books/contacts/edit-contact.ts';
import { findContact } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { ContactRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { presentContact } from '../present/contact.ts';
import { type ContactGiven, detailsOf, readContact } from './contact-fields.ts';
import { namedContact } from './contact-of-document.ts';
import type { Kind } from './write-elements.ts';

/**
 * Contacts. A POST finds its contact by ContactID, ContactNumber or Name, so that one with a name in use edits that
 * contact, where a PUT is refused (as probes of a Demo Company showed).
 */
export const CONTACTS: Kind<ContactGiven> = {
  collection: 'Contacts',
  id: 'ContactID',
  marks: { flag: 'HasValidationErrors', status: true },
  read: readContact,
  write(call, given, target) {
    const { books } = call;
    const old = target.creates ? undefined : namedContact(books, { ...given, id: target.id ?? given.id });
    const row = old
      ? changeContact(call, old, given)
      : addContact(books, { ...detailsOf(given), name: given.name ?? '' });
    if (given.status === 'ARCHIVED' && row.status === 'ACTIVE') archiveContact(books, row.id);
    return () => presentContact(books, findContact(books, row.id), 'one');
  },
};

function changeContact({ books }: Call, old: ContactRow, given: ContactGiven): ContactRow {
  if (given.status === 'ACTIVE' && old.status !== 'ACTIVE') {
    throw new Refusal(`The contact ${old.name} has been archived and cannot be un-archived through the API.`);
  }
  return editContact(books, old.id, { ...detailsOf(given, old), name: given.name });
}
