import { type AppUse, allowedAtOnce, type TenantUse, XERO_LIMITS } from './decide.ts';
import type { LimitsSeen } from './limiter.ts';

/** What one answer changes in what is known of an organisation and of the app; what is left out stays. */
export type Learnt = {
  tenant: Partial<Omit<TenantUse, 'ended' | 'inFlight' | 'postingWaitsUntil'>>;
  app: Partial<Omit<AppUse, 'calls'>>;
};

/** How long to keep still after a 429 that does not say: Xero names no time for calls in flight, perhaps none for the app. */
const SILENT_HOLD_MS = { minute: 60_000, day: 3_600_000, concurrent: 1_000, appminute: 60_000 };
/** So few calls left in the app's minute are left alone for a moment: somebody else uses this app too. */
const APP_NEARLY_USED_UP = 250;
const APP_PAUSE_MS = 5_000;
/** Answers overtake each other by no more than this, so that a larger rise of the day's count means a new day. */
const MOST_OUT_OF_ORDER = XERO_LIMITS.inFlight;
/** What Xero's tiers allow each organisation a day (https://developer.xero.com/pricing). */
const DAY_LIMITS = [1_000, 5_000];

/**
 * Works out what an answer said about the limits. Pure. `before` is what was known when the call began: several calls
 * that meet one complaint together then halve the calls in flight once, not each time.
 */
export function learn(now: number, before: TenantUse, seen: LimitsSeen): Learnt {
  const { limit, dayLeft } = seen;
  const holdMs =
    limit && (seen.retryAfterSeconds === null ? SILENT_HOLD_MS[limit] : seen.retryAfterSeconds * 1000);
  const isOwn = limit !== null && limit !== 'appminute';
  return {
    tenant: {
      ...(dayLeft !== null && { dayLeft, dayLeftAt: now, dayLimit: dayLimitAfter(before, dayLeft) }),
      ...(isOwn && { heldUntil: now + (holdMs ?? 0), heldBy: limit }),
      ...(limit === 'concurrent' && {
        atOnce: Math.max(1, Math.floor(allowedAtOnce(before, now) / 2)),
        atOnceAt: now,
      }),
    },
    app: {
      ...(limit === 'appminute' && { heldUntil: now + (holdMs ?? 0), slowedAt: now }),
      ...(limit === null &&
        seen.appLeft !== null &&
        seen.appLeft < APP_NEARLY_USED_UP && { heldUntil: now + APP_PAUSE_MS }),
    },
  };
}

function dayLimitAfter({ dayLeft, dayLimit }: TenantUse, seen: number): number {
  if (dayLimit !== null && dayLeft !== null && seen <= dayLeft + MOST_OUT_OF_ORDER) return dayLimit;
  return DAY_LIMITS.find((known) => seen <= known) ?? seen;
}
