import { sql } from 'kysely';
import { type Actor, requireStaff } from '../people/actor.ts';
import type { Services } from '../services.ts';
import type { FirmHealth, FirmQuery } from './schemas.ts';

/**
 * The firms by name, each with the state of its integration, its customers that are not archived, and its invoices
 * with something still to pay. @throws PortalError `not_allowed` for anyone but staff.
 */
export async function listFirms(
  services: Services,
  actor: Actor,
  input: FirmQuery,
): Promise<{ items: FirmHealth[]; nextCursor: string | null }> {
  requireStaff(actor);
  const { q, limit, cursor } = input;
  const sortName = sql<string>`lower(name)`;
  const rows = await services.store.system((query) =>
    query
      // The page is cut first, so that nothing is counted for firms that are not on it.
      .with('page', (page) =>
        page
          .selectFrom('firms')
          .select(['id', 'name', 'time_zone', 'created_at', sortName.as('sort_name')])
          .$if(Boolean(q), (firms) =>
            firms.where(sql<boolean>`position(lower(${q}::text) in lower(name)) > 0`),
          )
          .$if(cursor !== undefined, (firms) =>
            firms.where(
              sql<boolean>`(lower(name), id) > (select lower(name), id from firms where id = ${cursor})`,
            ),
          )
          .orderBy(sortName)
          .orderBy('id')
          .limit(limit + 1),
      )
      .selectFrom('page')
      .leftJoin('integrations', 'integrations.firm_id', 'page.id')
      .selectAll('page')
      .select(['integrations.id as integration_id', 'integrations.status', 'integrations.organisation'])
      .select(['integrations.last_successful_sync_at', 'integrations.problem'])
      .select((row) => [
        row
          .selectFrom('customers')
          .select(sql<number>`count(*)::int`.as('count'))
          .whereRef('customers.firm_id', '=', 'page.id')
          .where('customers.archived', '=', false)
          .as('customers'),
        row
          .selectFrom('invoices')
          .select(sql<number>`count(*)::int`.as('count'))
          .whereRef('invoices.firm_id', '=', 'page.id')
          .where('invoices.status', '=', 'AUTHORISED')
          .where('invoices.amount_due', '>', '0')
          .as('open_invoices'),
      ])
      .orderBy('page.sort_name')
      .orderBy('page.id')
      .execute(),
  );
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({
      id: row.id,
      name: row.name,
      timeZone: row.time_zone,
      createdAt: row.created_at.toISOString(),
      integration:
        row.integration_id && row.status
          ? {
              id: row.integration_id,
              status: row.status,
              organisationName: row.organisation?.name ?? null,
              lastSuccessfulSyncAt: row.last_successful_sync_at?.toISOString() ?? null,
              problemMessage: row.problem?.message ?? null,
            }
          : null,
      customers: row.customers ?? 0,
      openInvoices: row.open_invoices ?? 0,
    })),
    nextCursor: last?.id ?? null,
  };
}
