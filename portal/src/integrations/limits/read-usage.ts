import { decide, keptForPostings, XERO_LIMITS } from '@ledgerport/xero';
import { notFound } from '../../errors.ts';
import type { Actor } from '../../people/actor.ts';
import { locate } from '../../people/locate.ts';
import type { Services } from '../../services.ts';
import type { Usage } from '../schemas.ts';
import { readAppMonth, readMeter, spansOf } from './meters.ts';
import { extrapolate, fittingTiers, shareOf, toDollars } from './prices.ts';
import { readUse } from './read-use.ts';

/** A shorter wait is the ordinary rhythm of calls and no pause to speak of. */
const PAUSE_MS = 5_000;

/**
 * What an integration's organisation has used of Xero in the last minute, this UTC day and this UTC month, what Xero
 * allows it, and its share of what the month costs in the cheapest tier that fits. Zeros before one is connected.
 * @throws PortalError `not_found`.
 */
export async function readUsage(services: Services, actor: Actor, integrationId: string): Promise<Usage> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  const row = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('integrations')
      .select('organisation')
      .where('firm_id', '=', firmId)
      .where('id', '=', integrationId)
      .executeTakeFirst(),
  );
  if (!row) throw notFound('integration');
  const tenantId = row.organisation?.tenantId ?? '';
  const now = services.clock.now();
  const spans = spansOf(now);
  return await services.store.system(async (query) => {
    const { tenant, app } = await readUse(query, tenantId, now.getTime());
    const { waitMs, because } = decide(now.getTime(), 'reading', tenant, app);
    const paused = waitMs > PAUSE_MS && because !== 'posting_first' ? because : null;
    const month = await readMeter(query, spans.month, tenantId);
    const appMonth = await readAppMonth(query, spans.month);
    const own = BigInt(month.billedBytes);
    const later = (bytes: bigint) => extrapolate(bytes, spans.month, now);
    const whole = { ...appMonth, billedBytes: later(appMonth.billedBytes) };
    const tier = fittingTiers(whole)[0];
    return {
      organisation: row.organisation,
      minute: {
        calls: tenant.inFlight + tenant.ended.filter((at) => at > now.getTime() - 60_000).length,
        limit: XERO_LIMITS.perMinute,
        inFlight: tenant.inFlight,
        inFlightLimit: XERO_LIMITS.inFlight,
      },
      today: await readMeter(query, spans.day, tenantId),
      month,
      day: {
        limit: tenant.dayLimit,
        left: tenant.dayLeft,
        toldAt: tenant.dayLeftAt ? new Date(tenant.dayLeftAt).toISOString() : null,
        keptForPostings: keptForPostings(tenant.dayLimit),
      },
      pausedUntil: paused && new Date(now.getTime() + waitMs).toISOString(),
      pausedBy: paused,
      cost: tier
        ? {
            currency: 'AUD',
            tier: tier.name,
            soFar: toDollars(shareOf(tier, appMonth, own)),
            wholeMonth: toDollars(shareOf(tier, whole, later(own))),
          }
        : null,
    };
  });
}
