import { randomUUID } from 'node:crypto';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { rateOf } from '../documents/new-document.ts';
import { activeContactNamed } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { ContactRow } from '../rows.ts';

/** What a contact can hold besides its name; what is left out is empty, or stays in an edit. */
export interface ContactDetails {
  readonly number?: string | undefined;
  readonly accountNumber?: string | undefined;
  readonly email?: string | undefined;
  readonly firstName?: string | undefined;
  readonly lastName?: string | undefined;
  readonly companyNumber?: string | undefined;
  readonly taxNumber?: string | undefined;
  readonly bankAccountDetails?: string | undefined;
  readonly website?: string | undefined;
  /** Empty text for none. */
  readonly currency?: string | undefined;
  readonly persons?: ContactRow['persons'] | undefined;
  readonly addresses?: ContactRow['addresses'] | undefined;
  readonly phones?: ContactRow['phones'] | undefined;
  readonly paymentTerms?: ContactRow['paymentTerms'] | undefined;
}

export interface ContactInput extends ContactDetails {
  readonly name: string;
}

/** Adds an active contact; ends in a Refusal when the name or number is taken, or a value is too long. */
export function addContact(books: Books, input: ContactInput): ContactRow {
  const empty: ContactRow = {
    id: randomUUID(),
    name: checkName(books, input.name),
    number: null,
    accountNumber: null,
    status: 'ACTIVE',
    mergedToContactId: null,
    email: '',
    firstName: '',
    lastName: '',
    companyNumber: '',
    taxNumber: '',
    bankAccountDetails: '',
    website: '',
    persons: [],
    addresses: [],
    phones: [],
    currency: null,
    paymentTerms: { bills: null, sales: null },
    isCustomer: false,
    isSupplier: false,
    updatedAt: books.now(),
  };
  const row = withDetails(books, empty, input);
  books.contacts.put(row);
  record(books, row.id, 'Created', row.name);
  return row;
}

/** The contact with the details laid over it; ends in a Refusal when one of them may not be. */
export function withDetails(books: Books, old: ContactRow, details: ContactDetails): ContactRow {
  const { number, accountNumber, currency, persons } = details;
  if (number !== undefined && number !== '' && number !== old.number) checkNumber(books, number);
  if (accountNumber !== undefined && accountNumber.length > 50) {
    throw new Refusal('An account number must have at most 50 characters.');
  }
  if (currency) rateOf(books, currency);
  if (persons && persons.length > 5) throw new Refusal('A contact may have at most 5 contact persons.');
  const given = Object.entries(details).filter(([name, value]) => value !== undefined && name in old);
  const row: ContactRow = { ...old, ...Object.fromEntries(given), name: old.name };
  return {
    ...row,
    number: row.number || null,
    accountNumber: row.accountNumber || null,
    currency: row.currency || null,
  };
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

/** A number stays taken when its contact is archived (as probes of a Demo Company showed). */
function checkNumber(books: Books, number: string): void {
  if (number.length > 50) throw new Refusal('A contact number must have at most 50 characters.');
  if (books.contacts.all().some((row) => row.number === number)) {
    throw new Refusal(`The contact number ${number} is already assigned to another contact.`);
  }
}
