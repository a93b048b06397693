import { XERO_LIMITS } from '@ledgerport/xero';
import { sql } from 'kysely';
import { type Actor, requireStaff } from '../../people/actor.ts';
import type { Services } from '../../services.ts';
import type { Query } from '../../store/store.ts';
import type { AppUsage } from '../schemas.ts';
import { dayOf, readAppMonth, readMeter, spansOf } from './meters.ts';
import { extrapolate, fittingTiers, priceOf, TIERS, toDollars } from './prices.ts';
import { readUse } from './read-use.ts';

const LARGEST = 20;

/**
 * What the app has used of Xero over all organisations, what the month costs in each of Xero's tiers, and who uses the
 * most. Days and months are UTC. @throws PortalError `not_allowed` for anyone but staff.
 */
export async function readAppUsage(services: Services, actor: Actor): Promise<AppUsage> {
  requireStaff(actor);
  const now = services.clock.now();
  const spans = spansOf(now);
  return await services.store.system(async (query) => {
    const { app } = await readUse(query, '', now.getTime());
    const month = await readAppMonth(query, spans.month);
    const whole = { ...month, billedBytes: extrapolate(month.billedBytes, spans.month, now) };
    const fitting = fittingTiers(whole);
    return {
      minute: { calls: app.calls, limit: XERO_LIMITS.appPerMinute },
      today: await readMeter(query, spans.day, null),
      month: await readMeter(query, spans.month, null),
      connections: month.connections,
      mostCallsADay: month.mostCallsADay,
      pausedUntil: app.heldUntil > now.getTime() ? new Date(app.heldUntil).toISOString() : null,
      currency: 'AUD',
      tiers: TIERS.map((tier) => ({
        name: tier.name,
        price: toDollars(BigInt(tier.price) * 100n),
        includedGigabytes: tier.includedGigabytes,
        connections: tier.connections,
        callsPerDay: tier.callsPerDay,
        fits: fitting.includes(tier),
        soFar: toDollars(priceOf(tier, month.billedBytes)),
        wholeMonth: toDollars(priceOf(tier, whole.billedBytes)),
      })),
      cheapest: fitting[0]?.name ?? null,
      largest: await readLargest(query, spans.month),
    };
  });
}

/** The organisations with the most bytes since a day began, with the integration that reads each. */
async function readLargest(query: Query, since: Date): Promise<AppUsage['largest']> {
  const rows = await query
    .with('used', (used) =>
      used
        .selectFrom('xero_usage')
        .select('tenant_id')
        .select([
          sql<string>`sum(calls)`.as('calls'),
          sql<string>`sum(bytes)`.as('bytes'),
          sql<string>`sum(refused)`.as('refused'),
        ])
        .where('day', '>=', dayOf(since))
        .groupBy('tenant_id')
        .orderBy(sql`sum(bytes)`, 'desc')
        .orderBy('tenant_id')
        .limit(LARGEST),
    )
    .selectFrom('used')
    .leftJoin('integrations', (join) =>
      join.on(sql`lower(integrations.organisation ->> 'tenantId')`, '=', sql`lower(used.tenant_id)`),
    )
    .select(['used.calls', 'used.bytes', 'used.refused'])
    .select(['integrations.firm_id', 'integrations.id', 'integrations.organisation'])
    .orderBy(sql`used.bytes::numeric`, 'desc')
    .orderBy('used.tenant_id')
    .execute();
  return rows.map((row) => ({
    firmId: row.firm_id,
    integrationId: row.id,
    name: row.organisation?.name ?? null,
    calls: Number(row.calls),
    bytes: Number(row.bytes),
    refused: Number(row.refused),
  }));
}
