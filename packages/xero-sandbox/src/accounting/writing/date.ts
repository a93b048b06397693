/**
 * The calendar date that a client means, as `YYYY-MM-DD`: a plain date, an ISO 8601 time, or `/Date(…)/`; undefined
 * for anything else. A time with an offset is first converted to UTC, which can move the day (as integrators reported).
 */
export function dateOf(text: string): string | undefined {
  const wire = /^\/Date\((-?\d{1,15})(?:[+-]\d{4})?\)\/$/.exec(text);
  if (wire) return utcDate(Number(wire[1]));
  const iso = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.exec(
    text,
  );
  if (!iso) return undefined;
  return iso[2] === undefined ? iso[1] : utcDate(Date.parse(text.replace(' ', 'T')));
}

function utcDate(instant: number): string | undefined {
  const date = new Date(instant);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}
