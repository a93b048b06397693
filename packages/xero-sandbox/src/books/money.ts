import Big from 'big.js';
import { Refusal } from './refusal.ts';

// The platform's tables take 10 ms to load the first time, so the seeded currencies do without them.
const DECIMALS = new Map([
  ['NZD', 2],
  ['AUD', 2],
  ['USD', 2],
  ['JPY', 0],
  ['KWD', 3],
]);

/** How many decimals a currency has: 2 for most, 0 for JPY, 3 for KWD (ISO 4217, as the platform's own tables say). */
export function decimalsOf(currency: string): number {
  let decimals = DECIMALS.get(currency);
  if (decimals === undefined) {
    const format = new Intl.NumberFormat('en', { style: 'currency', currency });
    decimals = format.resolvedOptions().maximumFractionDigits ?? 2;
    DECIMALS.set(currency, decimals);
  }
  return decimals;
}

/** Rounds half away from zero to the currency's decimals and writes them all: the form of every amount in the books. */
export function money(value: Big.BigSource, currency: string): string {
  const decimals = decimalsOf(currency);
  return new Big(value).round(decimals, Big.roundHalfUp).toFixed(decimals);
}

/** Adds amounts of one currency up, without a float in between. */
export function sum(amounts: Iterable<string>, currency: string): string {
  let total = new Big(0);
  for (const amount of amounts) total = total.plus(amount);
  return money(total, currency);
}

/** Ends in a Refusal for amounts that the ledger could not add up exactly: from a million millions of units. */
export function checkSize(...amounts: readonly Big.BigSource[]): void {
  if (amounts.some((amount) => new Big(amount).abs().gte(1e12)))
    throw new Refusal('The amount is too large.');
}

/** True for decimal text such as `-12.5`; no exponent, no blanks. */
export function isDecimal(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text);
}

/** An amount in whole minor units (cents of a currency with two decimals); exact up to nine thousand billion units. */
export function toMinor(amount: string, currency: string): number {
  const decimals = decimalsOf(currency);
  const point = amount.length - decimals - 1;
  if (decimals > 0 && amount[point] === '.') return Number(amount.slice(0, point) + amount.slice(point + 1));
  return Number(new Big(amount).times(10 ** decimals).round(0, Big.roundHalfUp));
}

/** Whole minor units as decimal text. */
export function fromMinor(minor: number, currency: string): string {
  const decimals = decimalsOf(currency);
  if (decimals === 0) return String(minor);
  const digits = String(Math.abs(minor)).padStart(decimals + 1, '0');
  return `${minor < 0 ? '-' : ''}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
