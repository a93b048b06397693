import type { Books } from '../../books/books.ts';
import type { ContactRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { attachmentField } from '../document-fields.ts';
import { type Fields, flag, guid, instant, text } from '../fields.ts';
import { answerList } from '../list.ts';
import { findOf, type Listing, oneOf } from '../listing.ts';
import { presentContact } from '../present/contact.ts';
import type { Resource } from '../resource.ts';
import { CONTACTS } from '../writing/contacts.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { attachmentEndpoints } from './attachments.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<ContactRow> = {
  ...attachmentField,
  contactid: guid((row) => row.id),
  contactnumber: text((row) => row.number),
  accountnumber: text((row) => row.accountNumber),
  contactstatus: text((row) => row.status),
  name: text((row) => row.name),
  firstname: text((row) => row.firstName || null),
  lastname: text((row) => row.lastName || null),
  emailaddress: text((row) => row.email || null),
  companynumber: text((row) => row.companyNumber || null),
  taxnumber: text((row) => row.taxNumber || null),
  website: text((row) => row.website || null),
  bankaccountdetails: text((row) => row.bankAccountDetails || null),
  defaultcurrency: text((row) => row.currency),
  iscustomer: flag((row) => row.isCustomer),
  issupplier: flag((row) => row.isSupplier),
  updateddateutc: instant((row) => row.updatedAt),
};

const LISTING: Listing<ContactRow> = {
  collection: 'Contacts',
  rows: (books) => books.contacts,
  fields: FIELDS,
  modifiedSince: true,
  paged: true,
  // Two contacts may have one number after a merge; which of them Xero answers is not defined either.
  find: (books, key) => books.contacts.all().find(({ number }) => number === key),
  present: presentContact,
};

/** Customers and suppliers: archived ones only with `includeArchived=true`; one is read by its id or ContactNumber. */
export const contacts: Resource = {
  name: 'Contacts',
  scopes: ['accounting.contacts'],
  endpoints: {
    '': { get: listContacts, put: creating(CONTACTS), post: upserting(CONTACTS) },
    '*': { get: oneOf(LISTING), post: updating(CONTACTS, findContactAt) },
    ...attachmentEndpoints('Contacts', findContactAt),
    ...historyEndpoints(findContactAt),
  },
};

/** The contact that a path names by its id or ContactNumber. */
function findContactAt(books: Books, key: string): ContactRow | undefined {
  return findOf(LISTING, books, key);
}

function listContacts(call: Call): Response {
  const { books, query } = call;
  const ids = query.list('IDs');
  const term = query.get('searchTerm')?.toLowerCase();
  const isSummary = query.flag('summaryOnly');
  const paged = isSummary || query.get('page') !== undefined;
  return answerList(call, {
    ...LISTING,
    rows: books.contacts,
    filters: [
      query.flag('includeArchived') ? undefined : (row) => row.status === 'ACTIVE',
      ids && ((row) => ids.has(row.id)),
      term === undefined
        ? undefined
        : (row) => searched(row).some((value) => value?.toLowerCase().includes(term)),
    ],
    paged,
    present: (row) => presentContact(books, row, isSummary ? 'summary' : paged ? 'page' : 'list'),
  });
}

function searched(row: ContactRow): (string | null)[] {
  return [row.name, row.firstName, row.lastName, row.email, row.number, row.accountNumber, row.companyNumber];
}
