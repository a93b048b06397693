import { sql } from 'kysely';
import { accountingDay } from '../integrations/accounting-day.ts';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { presentBalance } from './balances.ts';
import { selectOpenItems } from './open-items.ts';
import type { ReceivablesSummary } from './schemas.ts';

/** What the firm's customers owe and have on credit in all, a line per currency, and how many customers are in use. @throws PortalError `not_found`. */
export async function summarizeReceivables(
  services: Services,
  actor: Actor,
  firmId: string,
): Promise<ReceivablesSummary> {
  requireRead(actor, firmId);
  return await services.store.firm(firmId, async (query) => {
    const { today, asOf } = await accountingDay(query, firmId, services.clock.now());
    const balances = await selectOpenItems(query, firmId, today)
      .groupBy('currency')
      .orderBy('currency')
      .execute();
    const { customers } = await query
      .selectFrom('customers')
      .select(sql<number>`count(*)::int`.as('customers'))
      .where('firm_id', '=', firmId)
      .where('archived', '=', false)
      .where('retired_at', 'is', null)
      .executeTakeFirstOrThrow();
    return {
      asOf: asOf?.toISOString() ?? null,
      balances: balances.map(({ openInvoices, overdueInvoices, ...line }) => ({
        ...presentBalance(line),
        openInvoices,
        overdueInvoices,
      })),
      customers,
    };
  });
}
