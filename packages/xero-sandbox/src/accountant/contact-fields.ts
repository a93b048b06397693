import type { Books } from '../books/books.ts';
import type { ContactDetails } from '../books/contacts/add-contact.ts';
import type { ContactRow } from '../books/rows.ts';
import type { Field } from '../pages/field.ts';
import { currencyField } from './options.ts';

/** The fields of a contact, empty for a new one. */
export function contactFields(books: Books, row?: ContactRow): Field[] {
  return [
    { name: 'name', label: 'Contact name', required: true, value: row?.name },
    { name: 'email', label: 'Email address', kind: 'email', value: row?.email },
    { name: 'firstName', label: 'First name', value: row?.firstName },
    { name: 'lastName', label: 'Last name', value: row?.lastName },
    { name: 'number', label: 'Contact number', value: row?.number ?? '' },
    { name: 'accountNumber', label: 'Account number', value: row?.accountNumber ?? '' },
    { name: 'taxNumber', label: 'Tax number', value: row?.taxNumber },
    currencyField(books, 'Base currency', row?.currency ?? ''),
  ];
}

/** What those fields hold, but for the name. */
export function readContact(form: URLSearchParams): ContactDetails {
  const text = (name: string) => form.get(name)?.trim();
  return {
    email: text('email'),
    firstName: text('firstName'),
    lastName: text('lastName'),
    number: text('number'),
    accountNumber: text('accountNumber'),
    taxNumber: text('taxNumber'),
    currency: text('currency'),
  };
}
