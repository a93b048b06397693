import { sql } from 'kysely';
import type { Query } from '../../store/store.ts';
import type { UsageOfTime } from '../schemas.ts';
import type { AppMonth } from './prices.ts';

/** The beginnings of the UTC day and month that an instant lies in. */
export function spansOf(now: Date): { day: Date; month: Date } {
  const [year, month] = [now.getUTCFullYear(), now.getUTCMonth()];
  return {
    day: new Date(Date.UTC(year, month, now.getUTCDate())),
    month: new Date(Date.UTC(year, month)),
  };
}

/** What was used since a day began, by one organisation or, without one, by all together. */
export async function readMeter(query: Query, since: Date, tenantId: string | null): Promise<UsageOfTime> {
  const sum = await query
    .selectFrom('xero_usage')
    .select([
      sql<string>`coalesce(sum(calls), 0)`.as('calls'),
      sql<string>`coalesce(sum(bytes), 0)`.as('bytes'),
      sql<string>`coalesce(sum(billed_bytes), 0)`.as('billed'),
      sql<string>`coalesce(sum(refused), 0)`.as('refused'),
    ])
    .where('day', '>=', dayOf(since))
    .$if(tenantId !== null, (rows) => rows.where('tenant_id', '=', tenantId ?? ''))
    .executeTakeFirstOrThrow();
  return {
    since: since.toISOString(),
    calls: Number(sum.calls),
    bytes: Number(sum.bytes),
    billedBytes: Number(sum.billed),
    refused: Number(sum.refused),
  };
}

/** What the whole app used since the month began, as its price depends on it. */
export async function readAppMonth(query: Query, month: Date): Promise<AppMonth> {
  const { bytes, most } = await query
    .selectFrom('xero_usage')
    .select([
      sql<string>`coalesce(sum(billed_bytes), 0)`.as('bytes'),
      sql<number>`coalesce(max(calls), 0)`.as('most'),
    ])
    .where('day', '>=', dayOf(month))
    .executeTakeFirstOrThrow();
  const { connections } = await query
    .selectFrom('connections')
    .select(sql<number>`count(distinct organisation ->> 'tenantId')::int`.as('connections'))
    .executeTakeFirstOrThrow();
  return { billedBytes: BigInt(bytes), connections, mostCallsADay: most };
}

/** A day as the meters are kept by. */
export function dayOf(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}
