import type { UploadOptions } from './schemas.ts';

/** A value that cannot be used; the message is a sentence for the person who made the file. */
export class UnusableValue extends Error {}

const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2099;

/**
 * The date that a cell names, as `YYYY-MM-DD`. One like 3/4/2026 is read only by the order that a person named.
 * @throws UnusableValue
 */
export function readDate(value: string, format: UploadOptions['dateFormat']): string {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value);
  if (iso) return toDate(iso[1], iso[2], iso[3]);
  const short = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(value);
  if (!short) throw new UnusableValue('This is not a date. Write it like 2026-03-31.');
  if (format === 'YYYY-MM-DD')
    throw new UnusableValue(
      'Day and month could be either way round. Name the order of dates in this file, or write it like 2026-03-31.',
    );
  const [, first, second, year] = short;
  return format === 'DD/MM/YYYY' ? toDate(year, second, first) : toDate(year, first, second);
}

function toDate(year = '', month = '', day = ''): string {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const date = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text)
    throw new UnusableValue(`There is no month ${month} with a day ${day}, or not in ${year}.`);
  if (Number(year) < EARLIEST_YEAR || Number(year) > LATEST_YEAR)
    throw new UnusableValue(`The year must be from ${EARLIEST_YEAR} to ${LATEST_YEAR}.`);
  return text;
}
