import { Temporal } from 'temporal-polyfill';

/**
 * The instants in UTC between which the days from `from` up to and with `until` lie on the clocks of `zone`; days are
 * `YYYY-MM-DD`. A day that is absent or none leaves its end open.
 */
export function instantsOfDays(
  { from, until }: { from?: string | undefined; until?: string | undefined },
  zone: string,
): { from?: string; until?: string } {
  const start = dayOf(from);
  const end = dayOf(until)?.add({ days: 1 });
  return {
    ...(start === null ? {} : { from: beginningOf(start, zone) }),
    ...(end === undefined ? {} : { until: beginningOf(end, zone) }),
  };
}

function dayOf(day: string | undefined): Temporal.PlainDate | null {
  if (day === undefined) return null;
  try {
    return Temporal.PlainDate.from(day);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function beginningOf(day: Temporal.PlainDate, zone: string): string {
  return day.toZonedDateTime(zone).toInstant().toString({ fractionalSecondDigits: 3 });
}
