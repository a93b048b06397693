import { verb } from './books-route.ts';
import type { ControlRoute } from './control-route.ts';
import { readContact, readContactChange } from './read-contact.ts';
import { readName } from './read-name.ts';

/** Contacts and their groups. */
export const CONTACT_ROUTES: readonly ControlRoute[] = [
  verb({
    method: 'POST',
    path: '/contacts',
    about:
      'Adds a contact: {name, email?, number?, currency?, persons?, addresses?, phones?, paymentTerms?, …}',
    status: 201,
    read: readContact,
    act: (verbs, contact) => verbs.addContact(contact),
  }),
  verb({
    method: 'PATCH',
    path: '/contacts/:id',
    about: 'Edits a contact: the same fields, those left out stay',
    read: readContactChange,
    act: (verbs, change, id) => verbs.editContact(id, change),
  }),
  verb({
    method: 'POST',
    path: '/contacts/:id/rename',
    about: 'Renames a contact: {name}',
    read: readName,
    act: (verbs, name, id) => verbs.renameContact(id, name),
  }),
  verb({
    method: 'POST',
    path: '/contacts/:id/archive',
    about: 'Archives a contact',
    act: (verbs, _, id) => verbs.archiveContact(id),
  }),
  verb({
    method: 'POST',
    path: '/contacts/:id/restore',
    about: 'Brings an archived contact back, which Xero’s API cannot',
    act: (verbs, _, id) => verbs.restoreContact(id),
  }),
  verb({
    method: 'POST',
    path: '/contacts/:id/merge',
    about: 'Merges a contact into another, which Xero’s API cannot: {into}',
    read(body) {
      body.only('into');
      return body.text('into');
    },
    act: (verbs, into, id) => verbs.mergeContacts(id, into),
  }),
  verb({
    method: 'POST',
    path: '/contact-groups',
    about: 'Adds a contact group: {name}',
    status: 201,
    read: readName,
    act: (verbs, name) => verbs.addContactGroup(name),
  }),
  verb({
    method: 'PATCH',
    path: '/contact-groups/:id',
    about: 'Renames a contact group: {name}',
    read: readName,
    act: (verbs, name, id) => verbs.editContactGroup(id, { name }),
  }),
  verb({
    method: 'DELETE',
    path: '/contact-groups/:id',
    about: 'Deletes a contact group',
    act: (verbs, _, id) => verbs.editContactGroup(id, { status: 'DELETED' }),
  }),
  verb({
    method: 'POST',
    path: '/contact-groups/:id/contacts',
    about: 'Puts contacts into a group: {contacts: [id or name]}',
    read(body) {
      body.only('contacts');
      return body.optionalTextList('contacts') ?? [body.text('contacts')];
    },
    act: (verbs, contacts, id) => verbs.assignToContactGroup(id, contacts),
  }),
  verb({
    method: 'DELETE',
    path: '/contact-groups/:id/contacts',
    about: 'Takes all contacts out of a group',
    act: (verbs, _, id) => verbs.removeFromContactGroup(id),
  }),
  verb({
    method: 'DELETE',
    path: '/contact-groups/:id/contacts/:part',
    about: 'Takes one contact, by id, out of a group',
    act: (verbs, _, id, contact) => verbs.removeFromContactGroup(id, [contact]),
  }),
];
