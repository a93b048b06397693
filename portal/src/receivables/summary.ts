import { sql } from 'kysely';
import { accountingDay } from '../integrations/accounting-day.ts';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { amountIn } from './amount.ts';
import { overdue, owed } from './owed.ts';
import type { ReceivablesSummary } from './schemas.ts';

/** What the firm's customers owe in all, a line per currency, and how many customers are in use. @throws PortalError `not_found`. */
export async function summarizeReceivables(
  services: Services,
  actor: Actor,
  firmId: string,
): Promise<ReceivablesSummary> {
  requireRead(actor, firmId);
  return await services.store.firm(firmId, async (query) => {
    const { today, asOf } = await accountingDay(query, firmId, services.clock.now());
    const late = overdue(today);
    const balances = await query
      .selectFrom('invoices')
      .select([
        'currency',
        sql<string>`sum(amount_due)`.as('due'),
        sql<string>`coalesce(sum(amount_due) filter (where ${late}), 0)`.as('overdue'),
        sql<number>`count(*)::int`.as('openInvoices'),
        sql<number>`(count(*) filter (where ${late}))::int`.as('overdueInvoices'),
      ])
      .where('firm_id', '=', firmId)
      .where(owed)
      .groupBy('currency')
      .orderBy('currency')
      .execute();
    const { customers } = await query
      .selectFrom('customers')
      .select(sql<number>`count(*)::int`.as('customers'))
      .where('firm_id', '=', firmId)
      .where('archived', '=', false)
      .executeTakeFirstOrThrow();
    return {
      asOf: asOf?.toISOString() ?? null,
      balances: balances.map((line) => ({
        ...line,
        due: amountIn(line.currency, line.due),
        overdue: amountIn(line.currency, line.overdue),
      })),
      customers,
    };
  });
}
