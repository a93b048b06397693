import { XERO_LIMITS } from '@ledgerport/xero';

const MINUTE = 60_000;
const DAY_CALLS = 5_000;
/** Xero's own, above what the portal allows itself. */
const APP_CALLS = 10_000;
const DAY = 86_400_000;

/** What Xero counts in the simulation, so that a call which the limiter should have held back is refused. */
export type XeroCounts = {
  /** Counts a call of one organisation; the limit it broke, or null. */
  arrive(organisation: number, now: number): 'minute' | 'appminute' | 'day' | null;
  dayLeft(organisation: number): number;
};

/** Windows are fixed, and begin at another moment for each organisation, as Xero's documentation says. */
export function createXeroCounts(organisations: number, random: () => number): XeroCounts {
  const offsets = Float64Array.from({ length: organisations }, () => Math.floor(random() * DAY));
  const minuteOf = new Float64Array(organisations);
  const minuteCalls = new Uint16Array(organisations);
  const dayOf = new Float64Array(organisations);
  const dayCalls = new Uint16Array(organisations);
  let appMinute = 0;
  let appCalls = 0;
  return {
    arrive(organisation, now) {
      const offset = offsets[organisation] ?? 0;
      const minute = Math.floor((now + offset) / MINUTE);
      if (minuteOf[organisation] !== minute) minuteCalls[organisation] = 0;
      minuteOf[organisation] = minute;
      const day = Math.floor((now + offset) / DAY);
      if (dayOf[organisation] !== day) dayCalls[organisation] = 0;
      dayOf[organisation] = day;
      if (Math.floor(now / MINUTE) !== appMinute) appCalls = 0;
      appMinute = Math.floor(now / MINUTE);
      if ((dayCalls[organisation] ?? 0) >= DAY_CALLS) return 'day';
      if ((minuteCalls[organisation] ?? 0) >= XERO_LIMITS.perMinute) return 'minute';
      if (appCalls >= APP_CALLS) return 'appminute';
      minuteCalls[organisation] = (minuteCalls[organisation] ?? 0) + 1;
      dayCalls[organisation] = (dayCalls[organisation] ?? 0) + 1;
      appCalls += 1;
      return null;
    },
    dayLeft: (organisation) => DAY_CALLS - (dayCalls[organisation] ?? 0),
  };
}
