import type { Answer } from './answer.ts';
import type { Time } from './time.ts';

/** Stays below Xero's 60 calls a minute for one app and organisation. */
const CALLS_A_MINUTE = 55;
const MINUTE = 60_000;
/** Calls of the day that are left to whoever else uses the organisation, and to tidying up. */
const DAY_RESERVE = 60;

/** Too few of the day's calls are left to go on. */
export class DayNearlyUsed extends Error {
  constructor(left: number) {
    super(`only ${left} of the day's calls are left to this app`);
    this.name = 'DayNearlyUsed';
  }
}

/** Holds the lab inside the limits; calls go out one after another, at most a few at once. */
export interface Budget {
  /** Waits until a call may go out. Ends in DayNearlyUsed unless the call is for tidying up. */
  admit(tidying: boolean): Promise<void>;
  /** How many calls were answered. */
  count(): number;
  /** Learns from an answer's headers what is left. */
  note(answer: Answer): void;
}

/** Counts calls in the last minute by `time`, and believes what Xero's headers say is left. */
export function createBudget(time: Time): Budget {
  let calls: number[] = [];
  let count = 0;
  let dayLeft = Number.POSITIVE_INFINITY;
  let blockedUntil = 0;
  return {
    async admit(tidying) {
      if (!tidying && dayLeft <= DAY_RESERVE) throw new DayNearlyUsed(dayLeft);
      if (blockedUntil > time.now()) await time.pass(blockedUntil - time.now(), tidying);
      calls = calls.filter((at) => at > time.now() - MINUTE);
      const [oldest] = calls;
      if (oldest !== undefined && calls.length >= CALLS_A_MINUTE) {
        await time.pass(oldest + MINUTE - time.now(), tidying);
        calls = calls.filter((at) => at > time.now() - MINUTE);
      }
      calls.push(time.now());
    },
    count: () => count,
    note({ headers, status }) {
      count += 1;
      const left = (name: string) => Number(headers.get(name) ?? Number.NaN);
      if (!Number.isNaN(left('x-daylimit-remaining'))) dayLeft = left('x-daylimit-remaining');
      // Somebody else may use the same app: with next to nothing left, sit the minute out.
      if (left('x-minlimit-remaining') <= 2) blockedUntil = time.now() + MINUTE;
      if (status === 429) blockedUntil = time.now() + 1000 * (left('retry-after') || 1);
    },
  };
}
