import type { Selectable } from 'kysely';
import { z } from 'zod';
import { type Actor, requireRead } from '../../people/actor.ts';
import { locate } from '../../people/locate.ts';
import { amountIn } from '../../receivables/amount.ts';
import type { Services } from '../../services.ts';
import { readCursor, writeCursor } from '../../store/cursor.ts';
import type { Query } from '../../store/store.ts';
import type { Tables } from '../../store/tables.ts';
import type { BooksCheck } from '../schemas.ts';

/** How often the books were compared with the mirror and what came out, the newest first. */
export async function listBooksChecks(
  services: Services,
  actor: Actor,
  integrationId: string,
  page: { limit: number; cursor?: string | undefined; eventful?: boolean | undefined },
): Promise<{ items: BooksCheck[]; nextCursor: string | null }> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireRead(actor, firmId);
  const after = readCursor(page.cursor, [z.iso.datetime(), z.uuid()]);
  const rows = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('books_checks')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .$if(page.eventful === true, (checks) =>
        checks.where((check) => check.or([check('repaired', '>', 0), check('outcome', '=', 'differs')])),
      )
      .$if(after !== null, (checks) =>
        checks.where((check) => {
          const [at = '', id = ''] = after ?? [];
          return check.or([
            check('at', '<', new Date(at)),
            check.and([check('at', '=', new Date(at)), check('id', '>', id)]),
          ]);
        }),
      )
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(page.limit + 1)
      .execute(),
  );
  const shown = rows.slice(0, page.limit);
  const last = rows.length > page.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map(presentCheck),
    nextCursor: last ? writeCursor([last.at.toISOString(), last.id]) : null,
  };
}

/** The newest check of an integration, whatever came out; null before the first. */
export async function newestBooksCheck(
  query: Query,
  key: { firmId: string; integrationId: string },
): Promise<BooksCheck | null> {
  const row = await query
    .selectFrom('books_checks')
    .selectAll()
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ? presentCheck(row) : null;
}

function presentCheck(row: Selectable<Tables['books_checks']>): BooksCheck {
  const amount = (value: string | null) => value && amountIn(row.currency, value);
  return {
    id: row.id,
    syncId: row.sync_run_id,
    at: row.at.toISOString(),
    outcome: row.outcome,
    currency: row.currency,
    inXero: amount(row.in_books),
    inLedgerport: amount(row.in_mirror),
    reason: row.reason,
    differsSince: row.differs_since?.toISOString() ?? null,
    everyOpenDocument: row.swept,
    repaired: row.repaired,
    records: row.records,
  };
}
