import { sql } from 'kysely';
import { recordAudit } from '../audit/record.ts';
import { notFound } from '../errors.ts';
import { openXero } from '../integrations/open-xero.ts';
import { explainXeroFailure } from '../integrations/xero-failure.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import type { RereadEntity } from './pull/pulls.ts';
import { rereadRecords } from './reread.ts';
import type { RereadOutcome } from './schemas.ts';

const KINDS = {
  customers: { table: 'customers', key: 'xero_contact_id', word: 'customer' },
  invoices: { table: 'invoices', key: 'xero_invoice_id', word: 'invoice' },
} as const satisfies Partial<Record<RereadEntity, unknown>>;

/**
 * Reads one customer or invoice again as Xero has it at this moment.
 * @throws PortalError `not_found`, `not_allowed`, `not_connected`, `reconnect_needed`, `xero_unavailable`, `xero_rejected`.
 */
export async function rereadRecord(
  services: Services,
  actor: Actor,
  entity: keyof typeof KINDS,
  id: string,
): Promise<{ outcome: RereadOutcome }> {
  const { table, key, word } = KINDS[entity];
  const firmId = await locate(services, actor, table, id);
  requireChange(actor, firmId);
  const { rows } = await services.store.firm(firmId, (query) =>
    sql<{ xero_id: string; integration_id: string }>`
      select record.${sql.ref(key)} as xero_id, integrations.id as integration_id
      from ${sql.table(table)} record join integrations using (firm_id)
      where record.firm_id = ${firmId} and record.id = ${id} and integrations.platform = 'xero'`.execute(
      query,
    ),
  );
  const [row] = rows;
  if (!row) throw notFound(word);
  try {
    const { xero } = await openXero(services, firmId, row.integration_id);
    const reread = await rereadRecords(
      services,
      { firmId, integrationId: row.integration_id },
      xero,
      entity,
      [row.xero_id],
      {
        also: (query) =>
          recordAudit(query, services.clock, { firmId, actor, action: `${word}.reread`, subject: id }),
      },
    );
    return { outcome: outcomeOf(reread) };
  } catch (error) {
    throw explainXeroFailure(error);
  }
}

/** What reading one record again came to. */
export function outcomeOf({
  counts,
  missing,
  setAside,
}: Awaited<ReturnType<typeof rereadRecords>>): RereadOutcome {
  if (missing.length > 0) return 'not_in_xero';
  if (setAside > 0) return 'set_aside';
  return counts.created + counts.updated + counts.removed > 0 ? 'updated' : 'unchanged';
}
