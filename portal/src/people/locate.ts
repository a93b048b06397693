import { notFound } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';

const THINGS = {
  integrations: 'integration',
  sync_runs: 'sync run',
  customers: 'customer',
  invoices: 'invoice',
  conversions: 'conversion',
} as const;

/**
 * The firm that a row belongs to, among the firms this person may read.
 * @throws PortalError `not_found` when there is no such row or it belongs to a firm they may not read.
 */
export async function locate(
  services: Services,
  actor: Actor,
  table: keyof typeof THINGS,
  id: string,
): Promise<string> {
  const row = await services.store.system(async (query) => {
    const firms = actor.staff
      ? (await query.selectFrom('firms').select('id').execute()).map((firm) => firm.id)
      : [...actor.roles.keys()];
    if (firms.length === 0) return undefined;
    // Naming the firms keeps the search on the primary key, whose first column is the firm.
    return await query
      .selectFrom(table)
      .select('firm_id')
      .where('firm_id', 'in', firms)
      .where('id', '=', id)
      .executeTakeFirst();
  });
  if (!row) throw notFound(THINGS[table]);
  return row.firm_id;
}
