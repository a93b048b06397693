import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import {
  addContactGroup,
  assignToContactGroup,
  editContactGroup,
  removeFromContactGroup,
} from '../../books/contacts/contact-groups.ts';
import type { ContactGroupRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { presentContactOf } from '../present/contact.ts';
import { presentContactGroup } from '../present/contact-group.ts';
import type { Endpoint } from '../resource.ts';
import { elementsOf } from './body.ts';
import type { Element } from './element.ts';
import { type Kind, writeElements } from './write-elements.ts';

type ContactGroupGiven = ReturnType<typeof readContactGroup>;

/** Groups of contacts. */
export const CONTACT_GROUPS: Kind<ContactGroupGiven> = {
  collection: 'ContactGroups',
  id: 'ContactGroupID',
  marks: {},
  read: readContactGroup,
  write({ books }, given, target) {
    const id = target.id ?? (target.creates ? undefined : given.id);
    const row =
      id === undefined ? addContactGroup(books, given.name ?? '') : editContactGroup(books, id, given);
    return () => presentContactGroup(books, row, 'one');
  },
};

function readContactGroup(element: Element) {
  return {
    id: element.guid('ContactGroupID'),
    name: element.text('Name'),
    status: element.oneOf('Status', ['ACTIVE', 'DELETED']),
  };
}

/** The paths under a group that say who is in it. */
export const GROUP_MEMBERS: Readonly<Record<string, Endpoint>> = {
  '*/Contacts': { put: addMembers, delete: removeMembers },
  '*/Contacts/*': { delete: removeMembers },
};

const MEMBERS: Kind<string> = {
  collection: 'Contacts',
  id: 'ContactID',
  marks: { flag: 'HasValidationErrors', status: true },
  read: (element) => element.guid('ContactID') ?? '',
  write({ books }, contactId, { id = '' }) {
    assignToContactGroup(books, id, [contactId]);
    return () => presentContactOf(books, contactId, 'list');
  },
};

function addMembers(call: Call, key = ''): Response {
  const group = findContactGroupAt(call.books, key);
  if (!group) return notFound();
  return writeElements(call, MEMBERS, elementsOf(call, 'Contacts'), { creates: true, id: group.id });
}

function removeMembers({ books }: Call, key = '', contact?: string): Response {
  const group = findContactGroupAt(books, key);
  const contactId = contact?.toLowerCase();
  if (!group || (contactId !== undefined && !group.contactIds.includes(contactId))) return notFound();
  books.atomically(() =>
    removeFromContactGroup(books, group.id, contactId === undefined ? undefined : [contactId]),
  );
  return new Response(null, { status: 204 });
}

/** The group that a path names, unless it was deleted. */
export function findContactGroupAt(books: Books, key: string): ContactGroupRow | undefined {
  const row = books.rows.contactGroups.get(key.toLowerCase());
  return row?.status === 'ACTIVE' ? row : undefined;
}
