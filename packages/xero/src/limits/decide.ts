import type { XeroLimit } from '../error.ts';

/** What a call is for: a posting goes before readings, and a part of each day is kept for postings. */
export type CallPurpose = 'reading' | 'posting';

/** What is known of one organisation's calls. Instants are milliseconds since 1970. */
export type TenantUse = {
  /** When the latest calls ended, oldest first; at least the last 60 of them. */
  readonly ended: readonly number[];
  readonly inFlight: number;
  /** Calls left today as Xero last said, when it said so, and what the whole day allows; null until Xero has said. */
  readonly dayLeft: number | null;
  readonly dayLeftAt: number;
  readonly dayLimit: number | null;
  /** No call before then, and the limit that asked for it. */
  readonly heldUntil: number;
  readonly heldBy: XeroLimit | null;
  /** How many may be in flight since Xero last complained of too many, and when that was. */
  readonly atOnce: number;
  readonly atOnceAt: number;
  /** A posting waits for its turn until then. */
  readonly postingWaitsUntil: number;
};

/** What is known of the app's calls, all organisations together: those of the last minute, and the last complaint. */
export type AppUse = { readonly calls: number; readonly heldUntil: number; readonly slowedAt: number };

/** Whether a call may go: at once with `waitMs` 0, else ask again after so long. `because` names what is in the way. */
export type Verdict = {
  waitMs: number;
  because: XeroLimit | 'posting_first' | null;
  /** The one call that is risked to learn anew how many the day has left: until its answer the old count holds. */
  learnsDay: boolean;
};

/**
 * Xero's limits, per organisation and for the whole app (https://developer.xero.com/documentation/guides/oauth2/limits/).
 * The app's stays below Xero's 10,000 by what many processes may overlook of one another.
 */
export const XERO_LIMITS = { perMinute: 60, inFlight: 5, appPerMinute: 9_500 } as const;

/** The part of the app's minute that each kind of call may fill: what is left above it belongs to the kinds below. */
const APP_SHARE = { heavyReading: 0.96, reading: 0.985, posting: 1 };
/** From so many calls within an hour on, an organisation is being read in bulk, which can wait for the others. */
const HEAVY_CALLS = 20;
const HEAVY_MS = 3_600_000;
const KEPT_SHARE = 0.1;
const WINDOW_MS = 60_000;
const POLL_MS = 200;
const APP_POLL_MS = 2_000;
/** How old a count of the day's calls may be before one call is risked to learn it anew: when Xero's day ends is not told. */
const DAY_COUNT_LASTS_MS = 3_600_000;
/** After a complaint about calls in flight one more is tried each minute. */
const ONE_MORE_EVERY_MS = 60_000;
/** After a complaint about the app's minute everybody has half of it, and the whole again after ten minutes. */
const SLOW_SHARE = 0.5;
const SLOW_LASTS_MS = 600_000;

const GO: Verdict = { waitMs: 0, because: null, learnsDay: false };

/** An organisation that nothing is known of. */
export const UNUSED: TenantUse = {
  ended: [],
  inFlight: 0,
  dayLeft: null,
  dayLeftAt: 0,
  dayLimit: null,
  heldUntil: 0,
  heldBy: null,
  atOnce: XERO_LIMITS.inFlight,
  atOnceAt: 0,
  postingWaitsUntil: 0,
};

/**
 * Decides whether one more call may go to an organisation now. Pure: whoever keeps the counts, in a process or in a
 * database, decides by this. A call counts until 60 s after its answer, since Xero may count it as late as that.
 */
export function decide(now: number, purpose: CallPurpose, tenant: TenantUse, app: AppUse): Verdict {
  if (tenant.heldUntil > now) return wait(tenant.heldUntil - now, tenant.heldBy ?? 'minute');
  const countAge = now - tenant.dayLeftAt;
  const isDayUsedUp = tenant.dayLeft !== null && tenant.dayLeft <= keptBack(purpose, tenant.dayLimit);
  if (isDayUsedUp && countAge < DAY_COUNT_LASTS_MS) return wait(DAY_COUNT_LASTS_MS - countAge, 'day');
  if (app.heldUntil > now) return wait(app.heldUntil - now, 'appminute');
  if (purpose === 'reading' && tenant.postingWaitsUntil > now) return wait(POLL_MS, 'posting_first');
  if (tenant.inFlight >= allowedAtOnce(tenant, now)) return wait(POLL_MS, 'concurrent');
  const recent = endedSince(tenant.ended, now - WINDOW_MS);
  if (recent + tenant.inFlight >= XERO_LIMITS.perMinute) {
    const oldest = tenant.ended[tenant.ended.length - recent];
    return wait(oldest === undefined ? POLL_MS : oldest + WINDOW_MS - now + 1, 'minute');
  }
  if (app.calls >= appAllowance(now, purpose, tenant, app)) return wait(APP_POLL_MS, 'appminute');
  return isDayUsedUp ? { ...GO, learnsDay: true } : GO;
}

/** How many calls of a day are kept for postings: a tenth of what Xero allows this organisation; null while unknown. */
export function keptForPostings(dayLimit: number | null): number | null {
  return dayLimit === null ? null : Math.ceil(dayLimit * KEPT_SHARE);
}

function keptBack(purpose: CallPurpose, dayLimit: number | null): number {
  return purpose === 'posting' ? 0 : (keptForPostings(dayLimit) ?? 0);
}

/** How many calls of an organisation may be in flight now. */
export function allowedAtOnce({ atOnce, atOnceAt }: TenantUse, now: number): number {
  return Math.min(XERO_LIMITS.inFlight, atOnce + Math.floor((now - atOnceAt) / ONE_MORE_EVERY_MS));
}

function appAllowance(now: number, purpose: CallPurpose, tenant: TenantUse, app: AppUse): number {
  const kind = purpose === 'posting' ? 'posting' : isHeavy(tenant, now) ? 'heavyReading' : 'reading';
  const healed = Math.min(1, (now - app.slowedAt) / SLOW_LASTS_MS);
  return XERO_LIMITS.appPerMinute * APP_SHARE[kind] * (SLOW_SHARE + (1 - SLOW_SHARE) * healed);
}

function isHeavy({ ended }: TenantUse, now: number): boolean {
  const mark = ended[ended.length - HEAVY_CALLS];
  return mark !== undefined && mark > now - HEAVY_MS;
}

function endedSince(ended: readonly number[], since: number): number {
  let first = ended.length;
  while (first > 0 && (ended[first - 1] ?? 0) > since) first -= 1;
  return ended.length - first;
}

function wait(waitMs: number, because: Verdict['because']): Verdict {
  return { waitMs, because, learnsDay: false };
}
