import { Temporal } from 'temporal-polyfill';

export interface SyncFromParts {
  /** `YYYY-MM-DD`, or empty when no Sync From is set. */
  date: string;
  /** 1 to 12 on a twelve-hour clock. */
  hour: string;
  /** 00 to 59. */
  minute: string;
  period: 'AM' | 'PM';
}

export const NO_SYNC_FROM: SyncFromParts = { date: '', hour: '12', minute: '00', period: 'AM' };

type SyncFromAnswer =
  | { instant: string | null; note: string | null; error?: never }
  | { error: string; instant?: never; note?: never };

/**
 * Turns the date and time on a clock in `zone` into an instant in UTC; an empty date gives a null instant.
 * A time that the clock shows twice means the earlier of the two, so that no change is passed over, and `note` says so.
 * A time that the clock skips, or a date that is none, ends in `error`, a sentence for the field.
 */
export function readSyncFrom(parts: SyncFromParts, zone: string): SyncFromAnswer {
  if (parts.date === '') return { instant: null, note: null };
  const wanted = plainDateTime(parts);
  if (wanted === null) return { error: 'Enter a date as year-month-day, for example 2026-03-01.' };
  const earlier = wanted.toZonedDateTime(zone, { disambiguation: 'earlier' });
  const later = wanted.toZonedDateTime(zone, { disambiguation: 'later' });
  const instant = earlier.toInstant().toString({ fractionalSecondDigits: 3 });
  if (earlier.equals(later)) return { instant, note: null };
  if (earlier.toPlainDateTime().equals(wanted)) {
    return {
      instant,
      note: `Clocks went back that night, so ${clockTime(wanted)} came twice. The first one is used, so that nothing is missed.`,
    };
  }
  const next = clockTime(later.toPlainDateTime());
  return {
    error: `Clocks went forward that night: ${clockTime(wanted)} never came in ${zone}. Choose ${next} instead.`,
  };
}

/** Splits an instant in UTC into what a clock in `zone` showed then; null gives the empty parts. Seconds are dropped. */
export function writeSyncFrom(instant: string | null, zone: string): SyncFromParts {
  if (instant === null) return NO_SYNC_FROM;
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone);
  return {
    date: local.toPlainDate().toString(),
    hour: String(local.hour % 12 === 0 ? 12 : local.hour % 12),
    minute: String(local.minute).padStart(2, '0'),
    period: local.hour < 12 ? 'AM' : 'PM',
  };
}

function plainDateTime(parts: SyncFromParts): Temporal.PlainDateTime | null {
  const hour = (Number(parts.hour) % 12) + (parts.period === 'PM' ? 12 : 0);
  try {
    return Temporal.PlainDate.from(parts.date).toPlainDateTime({ hour, minute: Number(parts.minute) });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function clockTime(time: Temporal.PlainDateTime): string {
  return time.toLocaleString('en', { hour: 'numeric', minute: '2-digit' });
}
