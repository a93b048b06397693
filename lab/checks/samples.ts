import { type Row, text } from '../json.ts';
import { Skip } from '../skip.ts';
import type { Xero } from '../xero.ts';

/** The newest invoices and bills, a page of a hundred with their lines. */
export function newestInvoices(xero: Xero): Promise<Row[]> {
  return xero.shared('newest invoices', () => xero.rows('Invoices?page=1&order=UpdatedDateUTC%20DESC'));
}

/** The first of the newest invoices that a check can use. Ends in Skip, which says what there is none of. */
export async function anInvoice(
  xero: Xero,
  what = 'invoice',
  fits: (row: Row) => boolean = () => true,
): Promise<Row> {
  return first(await newestInvoices(xero), what, fits);
}

/** A sales invoice with a plain number. */
export function aSalesInvoice(xero: Xero): Promise<Row> {
  return anInvoice(
    xero,
    'sales invoice',
    (row) => text(row, 'Type') === 'ACCREC' && /^[\w-]+$/.test(text(row, 'InvoiceNumber')),
  );
}

/** A page of contacts, archived ones not among them. */
export function contacts(xero: Xero): Promise<Row[]> {
  return xero.shared('contacts', () => xero.rows('Contacts?page=1'));
}

export async function aContact(
  xero: Xero,
  what = 'contact',
  fits: (row: Row) => boolean = () => true,
): Promise<Row> {
  return first(await contacts(xero), what, fits);
}

/** The whole chart of accounts, archived ones too. */
export function accounts(xero: Xero): Promise<Row[]> {
  return xero.shared('accounts', () => xero.rows('Accounts'));
}

export async function anAccount(xero: Xero, what: string, fits: (row: Row) => boolean): Promise<Row> {
  return first(await accounts(xero), what, fits);
}

/** The code of an active account for what is sold. */
export async function salesCode(xero: Xero): Promise<string> {
  const account = await anAccount(
    xero,
    'active revenue account with a code',
    (row) => text(row, 'Status') === 'ACTIVE' && text(row, 'Type') === 'REVENUE' && text(row, 'Code') !== '',
  );
  return text(account, 'Code');
}

/** The id of an active bank account in the organisation's own currency. */
export async function bankAccount(xero: Xero): Promise<string> {
  const base = text(xero.organisation, 'BaseCurrency');
  const account = await anAccount(
    xero,
    `active bank account in ${base}`,
    (row) =>
      text(row, 'Status') === 'ACTIVE' &&
      text(row, 'Type') === 'BANK' &&
      ['', base].includes(text(row, 'CurrencyCode')),
  );
  return text(account, 'AccountID');
}

function first(rows: readonly Row[], what: string, fits: (row: Row) => boolean): Row {
  const row = rows.find(fits);
  if (!row) throw new Skip(`the organisation has no ${what} among the first ${rows.length}`);
  return row;
}

/** The milliseconds of a date on the wire; NaN when it has another form. */
export function wireTime(value: string): number {
  return Number(/^\/Date\((-?\d+)(?:[+-]\d{4})?\)\/$/.exec(value)?.[1] ?? Number.NaN);
}

/** The shape of a text: each digit as 9. */
export function shapeOf(value: string): string {
  return value.replace(/\d/g, '9');
}

/** `all true`, or which of the named statements are not. */
export function holds(statements: Readonly<Record<string, boolean>>): string {
  const untrue = Object.entries(statements).flatMap(([name, value]) => (value ? [] : [name]));
  return untrue.length === 0 ? 'as described' : `not so: ${untrue.join('; ')}`;
}
