import { decimalsOf } from '../receivables/amount.ts';
import { UnusableValue } from './read-date.ts';
import type { UploadOptions } from './schemas.ts';

const MOST_DIGITS = 15;
const PLAIN = /^(\d+)(?:\.(\d+))?$/;
const FORMATS: Record<Exclude<UploadOptions['amountFormat'], 'plain'>, RegExp> = {
  '1,234.50': /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/,
  '1.234,50': /^(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?$/,
};

const currencies = new Set(Intl.supportedValuesOf('currency'));

/** The currency that three letters name (ISO 4217). @throws UnusableValue for letters that name none. */
export function readCurrency(text: string): string {
  const currency = text.toUpperCase();
  if (!currencies.has(currency))
    throw new UnusableValue('This is no currency. Write its three letters, for example NZD.');
  return currency;
}

/**
 * The exact amount that a cell names, counted in the currency's smallest unit, by the way of writing that a person
 * named. @throws UnusableValue, also for more decimals than the currency has.
 */
export function readAmount(value: string, currency: string, format: UploadOptions['amountFormat']): bigint {
  const places = decimalsOf(currency);
  if (/^[-−(]/.test(value) || /-$/.test(value))
    throw new UnusableValue(
      'A negative amount cannot be uploaded: only invoices can, and no credit notes. Remove the line, or mend the amount.',
    );
  const parts = (format === 'plain' ? PLAIN : FORMATS[format]).exec(value);
  if (!parts) {
    const written = Object.values(FORMATS).some((other) => other.test(value));
    throw new UnusableValue(
      written
        ? 'This amount can be read in more than one way, or not in the way that was named. Name how this file writes amounts.'
        : 'This is not an amount. Write digits alone, like 1234.50.',
    );
  }
  const whole = (parts[1] ?? '').replaceAll(/\D/g, '').replace(/^0+(?=\d)/, '');
  const fraction = (parts[2] ?? '').replace(/0+$/, '');
  if (fraction.length > places)
    throw new UnusableValue(
      places === 0
        ? `${currency} has no decimals.`
        : `${currency} has ${places} decimals, and this has more.`,
    );
  if (whole.length > MOST_DIGITS) throw new UnusableValue('This amount is too large.');
  return BigInt(whole + fraction.padEnd(places, '0'));
}

/** The amount as the store takes it: with the decimals that its currency has. */
export function writeAmount(units: bigint, currency: string): string {
  const places = decimalsOf(currency);
  const digits = units.toString().padStart(places + 1, '0');
  return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}
