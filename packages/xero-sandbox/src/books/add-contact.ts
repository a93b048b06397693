import { randomUUID } from 'node:crypto';
import type { Books } from './books.ts';
import { activeContactNamed } from './find.ts';
import { Refusal } from './refusal.ts';
import type { ContactRow } from './rows.ts';

export interface ContactInput {
  readonly name: string;
  readonly email?: string | undefined;
  readonly number?: string | undefined;
  readonly currency?: string | undefined;
}

/** Adds an active contact; ends in a Refusal when the name or number is taken or the name is blank. */
export function addContact(books: Books, input: ContactInput): ContactRow {
  const name = checkName(books, input.name);
  if (input.number !== undefined && books.contacts.all().some((row) => row.number === input.number)) {
    throw new Refusal(`The contact number ${input.number} is already assigned to another contact.`);
  }
  const row: ContactRow = {
    id: randomUUID(),
    name,
    number: input.number ?? null,
    accountNumber: null,
    status: 'ACTIVE',
    email: input.email ?? '',
    firstName: '',
    lastName: '',
    phone: '',
    street: '',
    city: '',
    country: '',
    currency: input.currency ?? null,
    isCustomer: false,
    isSupplier: false,
    updatedAt: books.clock.now().getTime(),
  };
  books.contacts.put(row);
  return row;
}

/** The trimmed name when a contact may have it. Names are unique across active contacts only. */
export function checkName(books: Books, given: string, own?: string): string {
  const name = given.trim();
  if (name === '' || name.length > 255) throw new Refusal('A contact name must have 1 to 255 characters.');
  const other = activeContactNamed(books, name);
  if (other && other.id !== own) {
    throw new Refusal(
      `The contact name ${name} is already assigned to another contact. The contact name must be unique across all active contacts.`,
    );
  }
  return name;
}
