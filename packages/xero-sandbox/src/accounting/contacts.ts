import { notFound } from '../answers.ts';
import type { ContactRow } from '../books/rows.ts';
import type { Call } from './call.ts';
import { envelope } from './envelope.ts';
import { type Fields, flag, guid, instant, text } from './fields.ts';
import { answerList } from './list.ts';
import { wireInstant } from './wire.ts';

const FIELDS: Fields<ContactRow> = {
  contactid: guid((row) => row.id),
  contactnumber: text((row) => row.number),
  accountnumber: text((row) => row.accountNumber),
  contactstatus: text((row) => row.status),
  name: text((row) => row.name),
  firstname: text((row) => row.firstName),
  lastname: text((row) => row.lastName),
  emailaddress: text((row) => row.email || null),
  defaultcurrency: text((row) => row.currency),
  iscustomer: flag((row) => row.isCustomer),
  issupplier: flag((row) => row.isSupplier),
  updateddateutc: instant((row) => row.updatedAt),
};

/** GET /Contacts: archived ones only with `includeArchived=true`. */
export function listContacts(call: Call): Response {
  const { books, query } = call;
  const ids = query.list('IDs');
  const term = query.get('searchTerm')?.toLowerCase();
  const summary = query.flag('summaryOnly');
  return answerList(call, {
    collection: 'Contacts',
    rows: books.contacts,
    fields: FIELDS,
    filters: [
      query.flag('includeArchived') ? undefined : (row) => row.status === 'ACTIVE',
      ids && ((row) => ids.has(row.id)),
      term === undefined
        ? undefined
        : (row) => searched(row).some((value) => value.toLowerCase().includes(term)),
    ],
    paged: summary || query.get('page') !== undefined,
    present: summary ? presentSummary : present,
  });
}

/** GET /Contacts/{ContactID or ContactNumber}. */
export function getContact(call: Call, key: string): Response {
  const { contacts } = call.books;
  const row = contacts.get(key.toLowerCase()) ?? contacts.all().find((each) => each.number === key);
  return row ? envelope(call, 'Contacts', [present(row)]) : notFound();
}

function searched(row: ContactRow): string[] {
  return [row.name, row.firstName, row.lastName, row.email, row.number ?? '', row.accountNumber ?? ''];
}

function presentSummary(row: ContactRow): object {
  return {
    ContactID: row.id,
    ...(row.number && { ContactNumber: row.number }),
    ...(row.accountNumber && { AccountNumber: row.accountNumber }),
    ContactStatus: row.status,
    Name: row.name,
    FirstName: row.firstName,
    LastName: row.lastName,
    EmailAddress: row.email,
    IsSupplier: row.isSupplier,
    IsCustomer: row.isCustomer,
    ...(row.currency && { DefaultCurrency: row.currency }),
    UpdatedDateUTC: wireInstant(row.updatedAt),
  };
}

function present(row: ContactRow): object {
  return {
    ...presentSummary(row),
    BankAccountDetails: '',
    Addresses: [
      {
        AddressType: 'STREET',
        AddressLine1: row.street,
        City: row.city,
        Region: '',
        PostalCode: '',
        Country: row.country,
      },
      { AddressType: 'POBOX', AddressLine1: '', City: '', Region: '', PostalCode: '', Country: '' },
    ],
    Phones: ['DDI', 'DEFAULT', 'FAX', 'MOBILE'].map((PhoneType) => ({
      PhoneType,
      PhoneNumber: PhoneType === 'DEFAULT' ? row.phone : '',
      PhoneAreaCode: '',
      PhoneCountryCode: '',
    })),
    ContactGroups: [],
    ContactPersons: [],
    HasAttachments: false,
    HasValidationErrors: false,
  };
}
