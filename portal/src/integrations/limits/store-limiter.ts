import { randomUUID } from 'node:crypto';
import {
  type CallLimiter,
  type CallPurpose,
  decide,
  type LimitsSeen,
  LONGEST_WAIT_MS,
  learn,
  refusedBy,
  type TenantUse,
  XERO_LIMITS,
} from '@ledgerport/xero';
import { sql } from 'kysely';
import type { Clock } from '../../clock.ts';
import type { Query, Store } from '../../store/store.ts';
import { createQueues } from './in-turn.ts';
import { countCall } from './metrics.ts';
import { APP_BUCKET_MS, lockUse } from './read-use.ts';

/** A call that has not been given back by then belongs to a process that died. */
const LONGEST_CALL_MS = 75_000;
/** A posting that waits keeps readings back for so long after it should have asked again. */
const POSTING_GRACE_MS = 1_000;

/** A permit to be taken, by which call of which organisation. */
type Wanted = { tenantId: string; permit: string; purpose: CallPurpose };
type Taken = { waitMs: number; because: ReturnType<typeof decide>['because']; before: TenantUse };

/**
 * Keeps Xero's limits over all processes on one store, by what `decide` allows: one transaction to take a permit, one to
 * give it back with what the answer said and weighed. A caller that would have to wait for more than 65 s, as for the
 * day's limit, gets XeroError `rate_limited` without a call.
 */
export function createStoreLimiter(store: Store, clock: Clock): CallLimiter {
  const inTurn = createQueues();
  return {
    async acquire(tenantId, signal, purpose = 'reading') {
      const wanted = { tenantId, permit: randomUUID(), purpose };
      const before = await inTurn(`${purpose} ${tenantId}`, signal, () =>
        waitForPermit(store, clock, wanted, signal),
      );
      return {
        async release(seen) {
          countCall(seen);
          const ended = clock.now();
          await store.system((query) => giveBack(query, wanted, ended, before, seen));
        },
      };
    },
  };
}

async function waitForPermit(
  store: Store,
  clock: Clock,
  wanted: Wanted,
  signal: AbortSignal | undefined,
): Promise<TenantUse> {
  for (;;) {
    signal?.throwIfAborted();
    const now = clock.now();
    const { waitMs, because, before } = await store.system((query) => take(query, wanted, now.getTime()));
    if (waitMs === 0) return before;
    if (waitMs > LONGEST_WAIT_MS && because && because !== 'posting_first')
      throw refusedBy(because, { retryAfterSeconds: Math.ceil(waitMs / 1000), now });
    await clock.sleep(waitMs, signal);
  }
}

async function take(query: Query, { tenantId, permit, purpose }: Wanted, now: number): Promise<Taken> {
  const { tenant, app, flying } = await lockUse(query, tenantId, now);
  const { waitMs, because, learnsDay } = decide(now, purpose, tenant, app);
  if (waitMs > 0 && purpose === 'posting')
    await query
      .updateTable('xero_limits')
      .set({ posting_waits_until: new Date(now + waitMs + POSTING_GRACE_MS) })
      .where('tenant_id', '=', tenantId)
      .execute();
  if (waitMs === 0)
    await query
      // The app's count is a row that all processes write: taken last, it is locked for a moment only.
      .with('counted', (counted) =>
        counted
          .insertInto('xero_app_calls')
          .values({ bucket: new Date(Math.floor(now / APP_BUCKET_MS) * APP_BUCKET_MS), calls: 1 })
          .onConflict((conflict) =>
            conflict.column('bucket').doUpdateSet({ calls: sql`xero_app_calls.calls + 1` }),
          ),
      )
      .updateTable('xero_limits')
      .set({
        in_flight: JSON.stringify({ ...flying, [permit]: new Date(now + LONGEST_CALL_MS).toISOString() }),
        ...(learnsDay && { day_left_at: new Date(now) }),
        ...(purpose === 'posting' && { posting_waits_until: null }),
      })
      .where('tenant_id', '=', tenantId)
      .execute();
  return { waitMs, because, before: tenant };
}

async function giveBack(
  query: Query,
  { tenantId, permit }: Wanted,
  now: Date,
  before: TenantUse,
  seen: LimitsSeen,
): Promise<void> {
  const { tenant, app } = learn(now.getTime(), before, seen);
  const at = (ms: number) => new Date(ms);
  await query
    .with('metered', (metered) =>
      metered
        .insertInto('xero_usage')
        .values({
          tenant_id: tenantId,
          day: now.toISOString().slice(0, 10),
          calls: 1,
          bytes: seen.bytes,
          billed_bytes: seen.isBilled ? seen.bytes : 0,
          refused: seen.limit ? 1 : 0,
        })
        .onConflict((conflict) =>
          conflict.columns(['tenant_id', 'day']).doUpdateSet({
            calls: sql`xero_usage.calls + 1`,
            bytes: sql`xero_usage.bytes + excluded.bytes`,
            billed_bytes: sql`xero_usage.billed_bytes + excluded.billed_bytes`,
            refused: sql`xero_usage.refused + excluded.refused`,
          }),
        ),
    )
    .updateTable('xero_limits')
    .set({
      in_flight: sql`in_flight - ${permit}`,
      recent_calls: sql`(recent_calls || ${now}::timestamptz)[cardinality(recent_calls) + 2 - ${sql.lit(XERO_LIMITS.perMinute)} :]`,
      ...(tenant.dayLeft !== undefined && {
        day_left: tenant.dayLeft,
        day_left_at: now,
        day_limit: tenant.dayLimit ?? null,
      }),
      // A minute's hold must not cut a day's short.
      ...(tenant.heldUntil !== undefined && {
        hold_until: sql`greatest(hold_until, ${at(tenant.heldUntil)}::timestamptz)`,
        held_by: sql`case when hold_until > ${at(tenant.heldUntil)}::timestamptz then held_by else ${tenant.heldBy ?? null} end`,
      }),
      ...(tenant.atOnce !== undefined && { at_once: tenant.atOnce, at_once_at: now }),
    })
    .where('tenant_id', '=', tenantId)
    .execute();
  if (app.heldUntil !== undefined)
    await query
      .updateTable('xero_app_limits')
      .set({
        held_until: sql`greatest(held_until, ${at(app.heldUntil)}::timestamptz)`,
        ...(app.slowedAt !== undefined && { slowed_at: at(app.slowedAt) }),
      })
      .execute();
}
