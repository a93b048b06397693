import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import type { ContactGroupRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { type Fields, guid, text } from '../fields.ts';
import { type Listing, listOf, oneOf } from '../listing.ts';
import { presentContactGroup } from '../present/contact-group.ts';
import type { Resource } from '../resource.ts';
import { CONTACT_GROUPS, findContactGroupAt, GROUP_MEMBERS } from '../writing/contact-groups.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';

const FIELDS: Fields<ContactGroupRow> = {
  contactgroupid: guid((row) => row.id),
  name: text((row) => row.name),
  status: text((row) => row.status),
};

const LISTING: Listing<ContactGroupRow> = {
  collection: 'ContactGroups',
  rows: (books: Books) => books.rows.contactGroups,
  fields: FIELDS,
  modifiedSince: false,
  paged: false,
  filters: () => [(row) => row.status === 'ACTIVE'],
  present: presentContactGroup,
};

/** Groups of contacts: only active ones are listed, and only one by its id shows who is in it. */
export const contactGroups: Resource = {
  name: 'ContactGroups',
  scopes: ['accounting.contacts'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(CONTACT_GROUPS), post: upserting(CONTACT_GROUPS) },
    '*': { get: getContactGroup, post: updating(CONTACT_GROUPS, findContactGroupAt) },
    // Who is in a group is written here and read with the group.
    ...GROUP_MEMBERS,
  },
};

/** A deleted group is gone by its id too. */
function getContactGroup(call: Call, key = ''): Response | Promise<Response> {
  const isActive = call.books.rows.contactGroups.get(key.toLowerCase())?.status === 'ACTIVE';
  return isActive ? oneOf(LISTING)(call, key) : notFound();
}
