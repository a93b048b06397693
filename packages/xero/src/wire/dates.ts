const DOTNET = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/;
const ISO_DAY = /^(\d{4}-\d{2}-\d{2})(?:$|[T ])/;
const ISO_ZONE = /(?:Z|[+-]\d{2}:?\d{2})$/i;

/**
 * An instant as Xero writes it: `/Date(1541176290160+0000)/`, where the milliseconds are UTC whatever the
 * offset says, or ISO 8601, where a missing zone means UTC. Null when it is neither.
 */
export function readInstant(text: string): Date | null {
  const ms = DOTNET.exec(text)?.[1];
  if (ms !== undefined) return validDate(Number(ms));
  if (!ISO_DAY.test(text)) return null;
  const hasTime = text.length > 10;
  return validDate(Date.parse(hasTime && !ISO_ZONE.test(text) ? `${text}Z` : text));
}

/**
 * An accounting date, `YYYY-MM-DD`. Xero sends it as midnight UTC of that calendar date, in no zone:
 * so `/Date(ms)/` is read in UTC, and of an ISO text the date is taken as written. Null when it is neither.
 */
export function readDate(text: string): string | null {
  const known = knownDates.get(text);
  if (known !== undefined) return known;
  const written = ISO_DAY.exec(text)?.[1];
  const instant = written === undefined ? readInstant(text) : validDate(Date.parse(written));
  const date = instant === null ? null : instant.toISOString().slice(0, 10);
  if (knownDates.size >= MOST_KNOWN_DATES) knownDates.clear();
  knownDates.set(text, date);
  return date;
}

/** The same few thousand dates come again and again on all documents. */
const knownDates = new Map<string, string | null>();
const MOST_KNOWN_DATES = 10_000;

/** The start of the second that the instant lies in. */
export function floorToSecond(instant: Date): Date {
  return new Date(Math.floor(instant.getTime() / 1000) * 1000);
}

/** Xero's documented form for If-Modified-Since: UTC to the second, without a zone. */
export function writeModifiedSince(instant: Date): string {
  return instant.toISOString().slice(0, 19);
}

function validDate(ms: number): Date | null {
  const date = new Date(ms);
  const year = date.getUTCFullYear();
  return year >= 1 && year <= 9999 ? date : null;
}
