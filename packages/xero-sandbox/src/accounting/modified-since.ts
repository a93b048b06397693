import type { Call } from './call.ts';

/**
 * The instant of an If-Modified-Since header in milliseconds UTC, cut to the second (Xero's documentation:
 * "accurate to the second"); undefined when it is blank or unreadable, which Xero ignores without a word.
 *
 * Read are ISO 8601 with or without milliseconds, zone or offset, and the RFC 1123 date of HTTP.
 */
export function readModifiedSince(header: string): number | undefined {
  const text = header.trim();
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?)(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  );
  let instant = Number.NaN;
  if (iso) instant = Date.parse(`${iso[1]}T${iso[2] ?? '00:00:00'}${iso[3]?.toUpperCase() ?? 'Z'}`);
  else if (/^[A-Za-z]{3}, \d{2} [A-Za-z]{3} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text))
    instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : Math.floor(instant / 1000) * 1000;
}

/** Whether a list with so many rows since that instant is to be answered with 304, as the switch `nothingNewer` says. */
export function isNotModified(call: Call, since: number | undefined, rows: number): boolean {
  return since !== undefined && rows === 0 && call.switches.nothingNewer === 'not-modified';
}

/** A 304, which has no body. */
export function notModified(): Response {
  return new Response(null, { status: 304 });
}
