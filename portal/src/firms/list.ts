import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Actor, requireStaff } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import { attention, type FirmHealth, type FirmQuery } from './schemas.ts';

/** A run that is due for longer waits for more than its turn. */
const LATE_MS = 15 * 60_000;

/**
 * The firms by name, or those first that need somebody, each with the state of its integration, its customers that are
 * not archived, and its invoices with something still to pay.
 * @throws PortalError `not_allowed` for anyone but staff; `invalid_input` (a foreign cursor)
 */
export async function listFirms(
  services: Services,
  actor: Actor,
  input: FirmQuery,
): Promise<{ items: FirmHealth[]; nextCursor: string | null }> {
  requireStaff(actor);
  const { q, limit, sort } = input;
  const after = readCursor(input.cursor, [z.int(), z.string(), z.uuid()]);
  const place = sort === 'attention' ? sql`urgency` : sql`0`;
  const rows = await services.store.system(async (query) => {
    // The page is cut first, so that nothing is counted for firms that are not on it.
    const { rows } = await sql<Row>`
      with firm as (
        select firms.id, firms.name, firms.time_zone, firms.created_at, lower(firms.name) as sort_name,
          integrations.id as integration_id, integrations.status, integrations.organisation ->> 'name' as organisation,
          integrations.last_successful_sync_at, integrations.next_sync_at, integrations.problem,
          books.outcome, books.at as compared_at,
          ${urgency(services.clock.now())} as urgency
        from firms
        left join integrations on integrations.firm_id = firms.id
        left join lateral (
          select outcome, at from books_checks
          where books_checks.firm_id = firms.id and books_checks.integration_id = integrations.id
          order by at desc, id limit 1
        ) books on true
        where ${q ? sql`position(lower(${q}::text) in lower(firms.name)) > 0` : sql`true`}
      ), page as (
        select *, ${place} as place from firm
        where ${after ? sql`(${place}, sort_name, id) > (${after[0]}::int, ${after[1]}, ${after[2]}::uuid)` : sql`true`}
        order by place, sort_name, id limit ${limit + 1}
      )
      select page.*,
        (select count(*)::int from customers where firm_id = page.id and not archived and retired_at is null) as customers,
        (select count(*)::int from invoices where firm_id = page.id and status = 'AUTHORISED' and retired_at is null
          and amount_due > 0) as open_invoices
      from page order by place, sort_name, id`.execute(query);
    return rows;
  });
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(present),
    nextCursor: last ? writeCursor([last.place, last.sort_name, last.id]) : null,
  };
}

type Row = {
  id: string;
  name: string;
  time_zone: string;
  created_at: Date;
  sort_name: string;
  integration_id: string | null;
  status: NonNullable<FirmHealth['integration']>['status'];
  organisation: string | null;
  last_successful_sync_at: Date | null;
  next_sync_at: Date | null;
  problem: { code: string; message: string } | null;
  outcome: 'match' | 'differs' | 'not_compared' | null;
  compared_at: Date | null;
  urgency: number;
  place: number;
  customers: number;
  open_invoices: number;
};

/** The place of the firm's reason in `attention`, counted from 0; behind them all when it needs nobody. */
function urgency(now: Date): RawBuilder<number> {
  const late = new Date(now.getTime() - LATE_MS);
  return sql`case
    when integrations.status = 'reconnect_needed' then 0
    when integrations.failures_in_a_row > 0 then 1
    when integrations.status = 'connected' and integrations.next_sync_at < ${late} then 2
    when books.outcome = 'differs' then 3
    when integrations.problem is not null then 4
    else 5 end`;
}

function present(row: Row): FirmHealth {
  return {
    id: row.id,
    name: row.name,
    timeZone: row.time_zone,
    createdAt: row.created_at.toISOString(),
    integration: row.integration_id
      ? {
          id: row.integration_id,
          status: row.status,
          organisationName: row.organisation,
          lastSuccessfulSyncAt: row.last_successful_sync_at?.toISOString() ?? null,
          nextSyncAt: row.next_sync_at?.toISOString() ?? null,
          problemMessage: row.problem?.message ?? null,
          attention: attention.options[row.urgency] ?? null,
          books:
            row.outcome && row.compared_at
              ? { outcome: row.outcome, at: row.compared_at.toISOString() }
              : null,
        }
      : null,
    customers: row.customers,
    openInvoices: row.open_invoices,
  };
}
