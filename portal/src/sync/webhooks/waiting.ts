import { sql } from 'kysely';
import type { IntegrationKey } from '../../integrations/states.ts';
import type { Query } from '../../store/store.ts';
import type { RereadEntity } from '../pull/pulls.ts';

/** Contacts and invoices Xero gives by many ids in one call, all else one by one. */
const RECORDS_PER_CALL = 40;

/** Events that wait about records of one type, to be read together. */
export type Batch = { entity: RereadEntity; xeroIds: string[]; eventKeys: string[] };

/** What is read again for an event. INVOICE tells of bills too, which the reading leaves out. */
const ENTITIES: Record<string, RereadEntity> = {
  CONTACT: 'customers',
  INVOICE: 'invoices',
  CREDITNOTE: 'credit_notes',
  OVERPAYMENT: 'overpayments',
  PREPAYMENT: 'prepayments',
};

/**
 * The events to apply next: those of the record type that waits longest, about as many records as one call can
 * bring. All events of a record are one reading. Null when none waits.
 */
export async function nextBatch(query: Query, key: IntegrationKey): Promise<Batch | null> {
  const { rows } = await sql<{ category: string; resource_id: string; keys: string[] }>`
    with waiting as (
      select category, resource_id, event_key, received_at from webhook_events
      where firm_id = ${key.firmId} and integration_id = ${key.integrationId} and applied_at is null
    )
    select category, resource_id, array_agg(event_key) as keys from waiting
    where category = (select category from waiting order by received_at, event_key limit 1)
    group by category, resource_id
    order by min(received_at), resource_id
    limit ${RECORDS_PER_CALL}`.execute(query);
  const entity = ENTITIES[rows[0]?.category ?? ''];
  if (!entity) return null;
  return {
    entity,
    xeroIds: rows.map((row) => row.resource_id),
    eventKeys: rows.flatMap((row) => row.keys),
  };
}

/** How many calls reading all that waits would take, counted up to `most`. */
export async function countCalls(query: Query, key: IntegrationKey, most: number): Promise<number> {
  const { rows } = await sql<{ calls: number }>`
    select coalesce(ceil(sum(case when category in ('CONTACT', 'INVOICE') then 1.0 / ${RECORDS_PER_CALL} else 1 end)), 0)::int as calls
    from (
      select distinct category, resource_id from webhook_events
      where firm_id = ${key.firmId} and integration_id = ${key.integrationId} and applied_at is null
      limit ${most * RECORDS_PER_CALL}
    ) records`.execute(query);
  return rows[0]?.calls ?? 0;
}

/** Marks events as applied: these, or all that wait when `eventKeys` is left out. @returns how many */
export async function markApplied(
  query: Query,
  key: IntegrationKey,
  now: Date,
  eventKeys?: readonly string[],
): Promise<number> {
  const marked = await query
    .updateTable('webhook_events')
    .set({ applied_at: now })
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .where('applied_at', 'is', null)
    .$if(eventKeys !== undefined, (events) =>
      events.where('event_key', '=', sql<string>`any(${[...(eventKeys ?? [])]}::text[])`),
    )
    .executeTakeFirst();
  return Number(marked.numUpdatedRows);
}

/** Forgets events of another organisation than the one whose books the integration has now. */
export async function dropForeign(
  query: Query,
  key: IntegrationKey,
  tenantId: string,
  now: Date,
): Promise<void> {
  await query
    .updateTable('webhook_events')
    .set({ applied_at: now })
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .where('applied_at', 'is', null)
    .where(sql<string>`lower(tenant_id)`, '<>', tenantId.toLowerCase())
    .execute();
}
