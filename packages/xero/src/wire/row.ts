import { readDate, readInstant } from './dates.ts';
import { readDecimal } from './decimal.ts';
import { isObject } from './json.ts';

/** One object of an answer, its numbers still text. */
export type Row = Record<string, unknown>;

/** Why a row cannot be read; its message is the reason that is shown with the row. */
export class MalformedRow extends Error {}

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

// Hand-written rather than a schema library: these run some forty times for each of 100,000 invoices.

/** The value as a row. Throws MalformedRow, as everything below does. */
export function row(value: unknown, name: string): Row {
  if (!isObject(value) || Array.isArray(value)) throw new MalformedRow(`${name} is not an object.`);
  return value;
}

/** Rows of a nested array; an absent one is empty. */
export function rows(parent: Row, key: string): Row[] {
  const value = parent[key];
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new MalformedRow(`${key} is not a list.`);
  return value.map((element) => row(element, key));
}

/** The text as PostgreSQL can store it: without the NUL characters and the half surrogate pairs that JSON can carry. */
export function storable(value: string): string {
  return (value.includes('\0') ? value.replaceAll('\0', '') : value).toWellFormed();
}

/** Text that can be stored, or null when it is absent or empty: Xero sends both for "none". */
export function optionalText(parent: Row, key: string): string | null {
  const value = parent[key];
  if (value === undefined || value === null || value === '') return null;
  if (typeof value !== 'string') throw new MalformedRow(`${key} is not text.`);
  return storable(value);
}

export function text(parent: Row, key: string): string {
  return present(optionalText(parent, key), key);
}

/** An id, in lower case so that ids from different answers compare equal. */
export function guid(parent: Row, key: string): string {
  const value = text(parent, key);
  if (!GUID.test(value)) throw new MalformedRow(`${key} is not an id.`);
  return value.toLowerCase();
}

export function optionalGuid(parent: Row, key: string): string | null {
  return optionalText(parent, key) === null ? null : guid(parent, key);
}

/** A three-letter currency code. */
export function currency(parent: Row, key: string): string {
  const value = text(parent, key);
  if (!/^[A-Z]{3}$/.test(value)) throw new MalformedRow(`${key} is not a currency code.`);
  return value;
}

/** A flag; absent means false. */
export function flag(parent: Row, key: string): boolean {
  const value = parent[key];
  if (value === undefined || value === null) return false;
  if (typeof value !== 'boolean') throw new MalformedRow(`${key} is not true or false.`);
  return value;
}

/** A decimal string, exactly the digits that were sent. */
export function optionalDecimal(parent: Row, key: string): string | null {
  const value = optionalText(parent, key);
  return value === null ? null : present(readDecimal(value), key, 'is not a number');
}

export function decimal(parent: Row, key: string): string {
  return present(optionalDecimal(parent, key), key);
}

/** An accounting date, `YYYY-MM-DD`. */
export function optionalDate(parent: Row, key: string): string | null {
  const value = optionalText(parent, key);
  return value === null ? null : present(readDate(value), key, 'is not a date');
}

/** An instant in UTC. */
export function optionalInstant(parent: Row, key: string): Date | null {
  const value = optionalText(parent, key);
  return value === null ? null : present(readInstant(value), key, 'is not a time');
}

export function instant(parent: Row, key: string): Date {
  return present(optionalInstant(parent, key), key);
}

function present<T>(value: T | null, key: string, otherwise = 'is missing'): T {
  if (value === null) throw new MalformedRow(`${key} ${otherwise}.`);
  return value;
}
