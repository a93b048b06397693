import type { Day } from './day.ts';
import type { Kind } from './organisations.ts';

/** What a simulated day comes to. Shares are 0 to 1. */
export type Summary = {
  webhooks: boolean;
  organisations: number;
  /** Of all hours of all organisations that Xero let be read, those in which the whole run was over before the next. */
  readWithinTheHour: number;
  /** The same with those that Xero refused for hours. */
  readOfAll: number;
  /** By kind of organisation. */
  kinds: Record<Kind, { organisations: number; readWithinTheHour: number; callsADay: number }>;
  callsADay: number;
  callsAMinute: { mean: number; most: number };
  waiting: { mean: number; most: number };
  running: { mean: number; most: number };
  /** Seconds from the hour's moment of an ordinary organisation to the start of its run, and from there to its end. */
  startedAfter: { half: number; most: number; all: number };
  endedAfter: { half: number; most: number; all: number };
  refused: Record<string, number>;
};

const DAY_MINUTES = 1_440;
const FAILING: readonly Kind[] = ['lost', 'outage', 'day_limit'];

/** Sums a day up. */
export function summarise(day: Day): Summary {
  const kinds = Object.entries(day.kinds) as [Kind, Day['kinds'][Kind]][];
  const share = (some: typeof kinds) => {
    const hours = some.reduce((sum, [, fared]) => sum + fared.hours, 0);
    return hours === 0 ? 1 : some.reduce((sum, [, fared]) => sum + fared.read, 0) / hours;
  };
  const calls = kinds.reduce((sum, [, fared]) => sum + fared.calls, 0);
  return {
    webhooks: day.options.webhooks,
    organisations: day.options.organisations,
    readWithinTheHour: share(kinds.filter(([kind]) => !FAILING.includes(kind))),
    readOfAll: share(kinds),
    kinds: Object.fromEntries(
      kinds.map(([kind, fared]) => [
        kind,
        {
          organisations: fared.organisations,
          readWithinTheHour: share([[kind, fared]]),
          callsADay: fared.calls / Math.max(1, fared.organisations),
        },
      ]),
    ) as Summary['kinds'],
    callsADay: calls / day.options.organisations,
    callsAMinute: meanAndMost(day.calls),
    waiting: meanAndMost(day.waiting),
    running: meanAndMost(day.running),
    startedAfter: percentiles(day.startedAfter),
    endedAfter: percentiles(day.endedAfter),
    refused: day.refused,
  };
}

function meanAndMost(minutes: number[]): { mean: number; most: number } {
  const day = Array.from({ length: DAY_MINUTES }, (_, minute) => minutes[minute] ?? 0);
  return { mean: day.reduce((sum, one) => sum + one, 0) / DAY_MINUTES, most: Math.max(...day) };
}

/** The seconds within which half, 999 of 1,000, and all of what was counted lie. */
function percentiles(seconds: number[]): { half: number; most: number; all: number } {
  const total = seconds.reduce((sum, one) => sum + (one ?? 0), 0);
  const within = (share: number) => {
    let sum = 0;
    for (const [second, runs] of seconds.entries()) {
      sum += runs ?? 0;
      if (sum >= total * share) return second + 1;
    }
    return 0;
  };
  return { half: within(0.5), most: within(0.999), all: within(1) };
}
