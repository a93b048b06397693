import { flag, guid, instant, optionalGuid, optionalText, type Row, rows, text } from '../wire/row.ts';
import type { Collection } from './page.ts';

export type Contact = {
  contactId: string;
  name: string;
  emailAddress: string | null;
  /** `ACTIVE`, `ARCHIVED`, `GDPRREQUEST`, or something newer. */
  status: string;
  firstName: string | null;
  lastName: string | null;
  accountNumber: string | null;
  contactNumber: string | null;
  defaultCurrency: string | null;
  /** The default phone, else the first one that has a number, as `country area number`. */
  phone: string | null;
  updatedAt: Date;
  /** The contact that lives on, when this one was merged into it. */
  mergedToContactId: string | null;
  persons: ContactPerson[];
  groups: { groupId: string; name: string }[];
};

type ContactPerson = {
  firstName: string | null;
  lastName: string | null;
  emailAddress: string | null;
  /** Whether this person gets the documents too. */
  includeInEmails: boolean;
};

export const CONTACTS: Collection<Contact> = {
  name: 'Contacts',
  idKey: 'ContactID',
  read: readContact,
};

function readContact(row: Row): Contact {
  return {
    contactId: guid(row, 'ContactID'),
    name: text(row, 'Name'),
    emailAddress: optionalText(row, 'EmailAddress'),
    status: text(row, 'ContactStatus'),
    firstName: optionalText(row, 'FirstName'),
    lastName: optionalText(row, 'LastName'),
    accountNumber: optionalText(row, 'AccountNumber'),
    contactNumber: optionalText(row, 'ContactNumber'),
    defaultCurrency: optionalText(row, 'DefaultCurrency'),
    phone: readPhone(rows(row, 'Phones')),
    updatedAt: instant(row, 'UpdatedDateUTC'),
    mergedToContactId: optionalGuid(row, 'MergedToContactID'),
    persons: rows(row, 'ContactPersons').map((person) => ({
      firstName: optionalText(person, 'FirstName'),
      lastName: optionalText(person, 'LastName'),
      emailAddress: optionalText(person, 'EmailAddress'),
      includeInEmails: flag(person, 'IncludeInEmails'),
    })),
    groups: rows(row, 'ContactGroups').map((group) => ({
      groupId: guid(group, 'ContactGroupID'),
      name: optionalText(group, 'Name') ?? '',
    })),
  };
}

function readPhone(phones: Row[]): string | null {
  const numbered = phones.filter((phone) => optionalText(phone, 'PhoneNumber') !== null);
  const chosen = numbered.find((phone) => phone.PhoneType === 'DEFAULT') ?? numbered[0];
  if (!chosen) return null;
  const parts = ['PhoneCountryCode', 'PhoneAreaCode', 'PhoneNumber'].map((key) => optionalText(chosen, key));
  return parts.filter((part) => part !== null).join(' ');
}
