import { randomUUID } from 'node:crypto';
import { type CallLimiter, XeroError } from '@ledgerport/xero';
import { sql } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Query, Store } from '../store/store.ts';

const WINDOW_MS = 60_000;
const BUCKET_MS = 5_000;
/** A call that has not been given back by then belongs to a process that died. */
const LONGEST_CALL_MS = 180_000;
/** Longer waits are the caller's decision: a day's limit is told, not sat out. */
const LONGEST_WAIT_MS = 65_000;
const POLL_MS = 200;
/** How old a count of the day's calls may be before one call is risked to learn it anew: when Xero's day ends is not told. */
const DAY_COUNT_LASTS_MS = 3_600_000;

/** Xero's published limits, per organisation and for the whole app, with the app's a little below its 10,000. */
const LIMITS = { perMinute: 60, inFlight: 5, appPerMinute: 9_500 };

/**
 * Keeps Xero's limits over all processes on one store: never more than 60 calls in any 60 s and 5 in flight for an
 * organisation. A call counts until 60 s after its answer, since Xero may count it as late as that.
 * @param reserve calls of the day to leave for others, such as postings: beyond it `acquire` throws XeroError
 * `rate_limited` without calling
 */
export function createStoreLimiter(store: Store, clock: Clock, reserve: number): CallLimiter {
  return {
    async acquire(tenantId, signal) {
      const permit = randomUUID();
      for (;;) {
        signal?.throwIfAborted();
        const waitMs = await store.system((query) =>
          take(query, tenantId, permit, clock.now().getTime(), reserve),
        );
        if (waitMs === 0) break;
        if (waitMs > LONGEST_WAIT_MS) throw usedUp(waitMs);
        await clock.sleep(waitMs, signal);
      }
      return {
        release: (seen) =>
          store.system((query) => giveBack(query, tenantId, permit, clock.now().getTime(), seen)),
      };
    },
  };
}

/** Calls left today as Xero last said; null when it has not said yet. */
export async function callsLeftToday(store: Store, tenantId: string): Promise<number | null> {
  const row = await store.system((query) =>
    query.selectFrom('xero_limits').select('day_left').where('tenant_id', '=', tenantId).executeTakeFirst(),
  );
  return row?.day_left ?? null;
}

/** Takes a permit, or answers how many milliseconds to wait before asking again. */
async function take(
  query: Query,
  tenantId: string,
  permit: string,
  now: number,
  reserve: number,
): Promise<number> {
  await query
    .insertInto('xero_limits')
    .values({ tenant_id: tenantId, recent_calls: [], in_flight: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await query
    .selectFrom('xero_limits')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (row.hold_until && row.hold_until.getTime() > now) return row.hold_until.getTime() - now;
  const countAge = now - (row.day_left_at?.getTime() ?? 0);
  const isDayUsedUp = row.day_left !== null && row.day_left <= reserve;
  if (isDayUsedUp && countAge < DAY_COUNT_LASTS_MS) return DAY_COUNT_LASTS_MS - countAge;

  const inFlight = Object.fromEntries(
    Object.entries(row.in_flight).filter(([, until]) => Date.parse(until) > now),
  );
  const recent = row.recent_calls.filter((at) => at.getTime() > now - WINDOW_MS);
  const flying = Object.keys(inFlight).length;
  if (flying >= LIMITS.inFlight) return POLL_MS;
  if (flying + recent.length >= LIMITS.perMinute)
    return recent[0] ? recent[0].getTime() + WINDOW_MS - now + 1 : POLL_MS;
  if (!(await countAppCall(query, now))) return BUCKET_MS;

  inFlight[permit] = new Date(now + LONGEST_CALL_MS).toISOString();
  await query
    .updateTable('xero_limits')
    .set({
      recent_calls: recent,
      in_flight: JSON.stringify(inFlight),
      // One call learns the count anew; until its answer the others take the old one as fresh.
      ...(isDayUsedUp && { day_left_at: new Date(now) }),
    })
    .where('tenant_id', '=', tenantId)
    .execute();
  return 0;
}

async function giveBack(
  query: Query,
  tenantId: string,
  permit: string,
  now: number,
  seen: Parameters<Awaited<ReturnType<CallLimiter['acquire']>>['release']>[0],
): Promise<void> {
  const hold =
    seen.limit !== null && seen.retryAfterSeconds !== null
      ? new Date(now + seen.retryAfterSeconds * 1000)
      : null;
  await query
    .updateTable('xero_limits')
    .set({
      in_flight: sql`in_flight - ${permit}`,
      recent_calls: sql`recent_calls || ${new Date(now)}::timestamptz`,
      ...(seen.dayLeft !== null && { day_left: seen.dayLeft, day_left_at: new Date(now) }),
      // A minute's hold must not cut a day's short.
      ...(hold && { hold_until: sql`greatest(hold_until, ${hold}::timestamptz)` }),
    })
    .where('tenant_id', '=', tenantId)
    .execute();
}

/** Counts one more call of the app, unless the last minute has had all that are allowed. @returns whether it was counted */
async function countAppCall(query: Query, now: number): Promise<boolean> {
  const bucket = new Date(Math.floor(now / BUCKET_MS) * BUCKET_MS);
  // Written first, though it may add nothing: the bucket's lock keeps two callers from both taking the last place.
  await query
    .insertInto('xero_app_calls')
    .values({ bucket, calls: 0 })
    .onConflict((conflict) => conflict.column('bucket').doUpdateSet({ calls: sql`xero_app_calls.calls` }))
    .execute();
  await query
    .deleteFrom('xero_app_calls')
    .where('bucket', '<', new Date(now - 2 * WINDOW_MS))
    .execute();
  // A bucket counts until its last moment, not its first, is a minute old.
  const { total } = await query
    .selectFrom('xero_app_calls')
    .select((row) => row.fn.coalesce(row.fn.sum<string>('calls'), sql.lit('0')).as('total'))
    .where('bucket', '>', new Date(now - WINDOW_MS - BUCKET_MS))
    .executeTakeFirstOrThrow();
  if (Number(total) >= LIMITS.appPerMinute) return false;
  await query
    .updateTable('xero_app_calls')
    .set({ calls: sql`calls + 1` })
    .where('bucket', '=', bucket)
    .execute();
  return true;
}

function usedUp(waitMs: number): XeroError {
  const retryAfterSeconds = Math.ceil(waitMs / 1000);
  return new XeroError(
    'rate_limited',
    'The calls that Xero allows for this organisation today are used up, but for those kept for payments.',
    {
      retryAfterSeconds,
      limit: 'day',
    },
  );
}
