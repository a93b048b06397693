import type { Books } from '../books/books.ts';
import type { AccountRow } from '../books/rows.ts';
import { takesPayments } from '../books/settlements/payable-account.ts';
import { type Field, type Option, plainOptions } from '../pages/field.ts';

/** Every choice that a search may ask for, and the one for all. */
export function anyOf(...values: readonly string[]): Option[] {
  return [{ value: '', text: 'Any' }, ...plainOptions(...values)];
}

export const STATUSES = anyOf('DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED');

/** The accounts that payments go to or come from: banks in the currency first, then other banks. */
export function payableOptions(books: Books, currency: string): Option[] {
  const distance = (row: AccountRow) => (row.currency === currency ? 0 : row.type === 'BANK' ? 1 : 2);
  return accounts(books, takesPayments, (left, right) => distance(left) - distance(right));
}

/** The bank accounts in use. */
export function bankOptions(books: Books): Option[] {
  return accounts(books, (row) => row.type === 'BANK' && row.status === 'ACTIVE');
}

/** A field for an active contact, with names to choose from: the first thousand, so that large books stay quick. */
export function contactField(books: Books, name: string, label: string, value = ''): Field {
  const active = books.contacts.all().filter((row) => row.status === 'ACTIVE');
  return {
    name,
    label,
    value,
    required: true,
    options: plainOptions(...active.slice(0, 1000).map((row) => row.name)),
  };
}

/** A field for a currency of the organisation; `none` says what an empty one means. */
export function currencyField(books: Books, none: string, value = ''): Field {
  const options = [{ value: '', text: none }, ...plainOptions(...Object.keys(books.rates))];
  return { name: 'currency', label: 'Currency', kind: 'select', value, options };
}

function accounts(
  books: Books,
  allowed: (row: AccountRow) => boolean,
  order: (left: AccountRow, right: AccountRow) => number = () => 0,
): Option[] {
  return books.accounts
    .all()
    .filter(allowed)
    .toSorted((left, right) => order(left, right) || ((left.code ?? '') < (right.code ?? '') ? -1 : 1))
    .map(({ id, name, currency }) => ({ value: id, text: currency ? `${name} (${currency})` : name }));
}
