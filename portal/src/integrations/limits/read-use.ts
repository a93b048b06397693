import { type AppUse, type TenantUse, UNUSED } from '@ledgerport/xero';
import { type Selectable, sql } from 'kysely';
import type { Query } from '../../store/store.ts';
import type { Tables } from '../../store/tables.ts';

const WINDOW_MS = 60_000;
/** The app's calls are counted by so many milliseconds. */
export const APP_BUCKET_MS = 1_000;

/** What the store knows of an organisation's calls and the app's. `flying` are the permits not yet given back. */
export type Use = { tenant: TenantUse; app: AppUse; flying: Record<string, string> };

/** What is known, with the organisation's row locked until the transaction ends; the row is made if it is missing. */
export async function lockUse(query: Query, tenantId: string, now: number): Promise<Use> {
  const known = await find(query, tenantId, now).forUpdate('xero_limits').executeTakeFirst();
  if (known) return toUse(known, now);
  await query
    .insertInto('xero_limits')
    .values({ tenant_id: tenantId, recent_calls: [], in_flight: '{}' })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return toUse(await find(query, tenantId, now).forUpdate('xero_limits').executeTakeFirstOrThrow(), now);
}

/** What is known, without a lock: for showing it. */
export async function readUse(query: Query, tenantId: string, now: number): Promise<Use> {
  const known = await find(query, tenantId, now).executeTakeFirst();
  return known
    ? toUse(known, now)
    : { tenant: UNUSED, app: { calls: 0, heldUntil: 0, slowedAt: 0 }, flying: {} };
}

function find(query: Query, tenantId: string, now: number) {
  return query
    .selectFrom('xero_limits')
    .leftJoin('xero_app_limits', (join) => join.onTrue())
    .selectAll('xero_limits')
    .select(['xero_app_limits.held_until as app_held_until', 'xero_app_limits.slowed_at'])
    .select((row) =>
      row
        .selectFrom('xero_app_calls')
        .select(sql<string>`coalesce(sum(calls), 0)`.as('calls'))
        // A bucket counts until its last moment, not its first, is a minute old.
        .where('bucket', '>', new Date(now - WINDOW_MS - APP_BUCKET_MS))
        .as('app_calls'),
    )
    .where('tenant_id', '=', tenantId);
}

type Row = Selectable<Tables['xero_limits']> & {
  app_held_until: Date | null;
  slowed_at: Date | null;
  app_calls: string | null;
};

function toUse(row: Row, now: number): Use {
  const flying = Object.fromEntries(
    Object.entries(row.in_flight).filter(([, until]) => Date.parse(until) > now),
  );
  return {
    flying,
    tenant: {
      ended: row.recent_calls.map((at) => at.getTime()),
      inFlight: Object.keys(flying).length,
      dayLeft: row.day_left,
      dayLeftAt: at(row.day_left_at),
      dayLimit: row.day_limit,
      heldUntil: at(row.hold_until),
      heldBy: row.held_by,
      atOnce: row.at_once ?? UNUSED.atOnce,
      atOnceAt: at(row.at_once_at),
      postingWaitsUntil: at(row.posting_waits_until),
    },
    app: { calls: Number(row.app_calls), heldUntil: at(row.app_held_until), slowedAt: at(row.slowed_at) },
  };
}

const at = (instant: Date | null) => instant?.getTime() ?? 0;
