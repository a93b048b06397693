import { readerLocale } from './locale.ts';

/** An accounting date (`YYYY-MM-DD`) in the reader's locale. It is a date, so no time zone ever touches it. */
export function formatAccountingDate(date: string, locale: Intl.LocalesArgument = readerLocale()): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' });
  return format.format(new Date(`${date}T00:00:00Z`));
}

/** An instant in the reader's locale, as the clocks of `timeZone` show it. */
export function formatInstant(
  instant: string,
  timeZone: string,
  locale: Intl.LocalesArgument = readerLocale(),
): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(
    new Date(instant),
  );
}

/** An instant as briefly as can be told: on the same day by the clocks of `timeZone` the time alone. */
export function formatShortInstant(
  instant: string,
  timeZone: string,
  now: Date,
  locale: Intl.LocalesArgument = readerLocale(),
): string {
  const day = new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeZone });
  if (day.format(new Date(instant)) !== day.format(now)) return formatInstant(instant, timeZone, locale);
  return new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone }).format(new Date(instant));
}

/** An instant in full: to the second, with the zone by name. */
export function formatFullInstant(
  instant: string,
  timeZone: string,
  locale: Intl.LocalesArgument = readerLocale(),
): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'long', timeZone });
  return `${format.format(new Date(instant))} (${timeZone})`;
}

const steps: [unit: Intl.RelativeTimeFormatUnit, seconds: number][] = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
];

/** How far `instant` is from `now`, in the pages' own language: "5 minutes ago", "in 2 hours"; within a minute, "now". */
export function formatRelative(instant: string, now: Date): string {
  const seconds = (new Date(instant).getTime() - now.getTime()) / 1000;
  const format = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  for (const [unit, length] of steps) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return format.format(0, 'second');
}
