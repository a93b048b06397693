import { addDays } from '../books/dates.ts';
import { onceEach } from './once-each.ts';
import type { Random } from './random.ts';

/** The days of a seed, counted backwards from its last one. Ages are whole days; a negative one lies ahead. */
export interface Calendar {
  readonly today: string;
  /** The first instant of the last day in UTC, in milliseconds: no row is stamped at it or later. */
  readonly end: number;
  /** The date so many days ago, as `YYYY-MM-DD`. */
  date(age: number): string;
  /** Some instant on the day so many days ago, to the millisecond, but before the end. */
  instant(random: Random, age: number): number;
}

/** How far back the documents of a seed reach. */
export const TWO_YEARS = 730;

export const DAY = 86_400_000;

/** The calendar that ends with a day, `YYYY-MM-DD`. Each date is worked out once. */
export function calendarUpTo(today: string): Calendar {
  const end = Date.parse(`${today}T00:00:00Z`);
  return {
    today,
    end,
    date: onceEach((age) => addDays(today, -age)),
    instant: (random, age) =>
      Math.min(end - age * DAY + random.below(DAY), end - 1 - random.below(3_600_000)),
  };
}
