import { hash } from 'node:crypto';
import { readDelivery, type WebhookDelivery, type WebhookEvent } from '@ledgerport/xero';
import { sql } from 'kysely';
import type { IntegrationKey } from '../../integrations/states.ts';
import type { Services } from '../../services.ts';
import type { Query } from '../../store/store.ts';
import { lockSequence, noteArrived } from './gaps.ts';
import { webhookEvents } from './metrics.ts';
import { nudgeEvents } from './nudge.ts';

type Stored = { integrations: IntegrationKey[]; stored: number; repeated: number; unknown: number };

/**
 * Stores what a delivery tells, for every integration whose organisation it is; its signature is good. Resolves once
 * that is committed, in one transaction, and waits for neither Xero nor the queue: the reading is a worker's. The
 * same delivery again changes nothing. Events of organisations that no integration has are dropped.
 * @throws only what the store throws: Xero then delivers again.
 */
export async function receiveDelivery(services: Services, body: Uint8Array): Promise<void> {
  const delivery = readDelivery(body);
  const { events, sequence, ignored, notUnderstood } = delivery;
  webhookEvents.inc({ outcome: 'ignored' }, ignored);
  webhookEvents.inc({ outcome: 'not_understood' }, notUnderstood);
  if (notUnderstood > 0)
    services.log.warn({ notUnderstood, understood: events.length, sequence }, 'a webhook was not understood');
  if (events.length === 0 && sequence === null) return;

  const now = services.clock.now();
  const { integrations, stored, repeated, unknown } = await services.store.system(async (query) => {
    // The numbers first: deliveries that come together then wait here, and not for each other's events.
    const before = sequence && (await lockSequence(query));
    const result = await storeEvents(query, delivery, now);
    if (before && sequence) await noteArrived(query, before, sequence, result.stored > 0, now);
    if (events.some((event) => isLate(event, now)))
      await query.updateTable('webhook_sequence').set({ late_at: now }).execute();
    return result;
  });
  webhookEvents.inc({ outcome: 'stored' }, stored);
  webhookEvents.inc({ outcome: 'repeated' }, repeated);
  webhookEvents.inc({ outcome: 'unknown_organisation' }, unknown);
  nudgeEvents(services, integrations).catch((error: unknown) =>
    services.log.warn({ err: error }, 'the queue did not take a nudge; waiting events are looked for again'),
  );
}

/** Paused or without access, an integration keeps its events until it is read again; a disconnected one has none. */
async function storeEvents(query: Query, { events, sequence }: WebhookDelivery, now: Date): Promise<Stored> {
  const rows = events.map((event) => ({
    event_key: keyOf(event, sequence),
    tenant_id: event.tenantId,
    category: event.category,
    resource_id: event.resourceId,
  }));
  const { rows: found } = await sql<{
    firm_id: string | null;
    id: string | null;
    events: number;
    stored: number;
  }>`
    with incoming as (
      select distinct on (event_key) * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as incoming (event_key text, tenant_id text, category text, resource_id text)
    ),
    meant as (
      select integration.firm_id, integration.id, incoming.* from incoming
      left join integrations integration on lower(integration.organisation ->> 'tenantId') = lower(incoming.tenant_id)
        and integration.status <> 'disconnected'
    ),
    written as (
      insert into webhook_events (firm_id, integration_id, event_key, tenant_id, category, resource_id, received_at)
      select firm_id, id, event_key, tenant_id, category, resource_id, ${now} from meant where firm_id is not null
      on conflict do nothing returning firm_id, integration_id
    )
    select firm_id, id, count(*)::int as events,
      (select count(*)::int from written where (written.firm_id, integration_id) = (meant.firm_id, meant.id)) as stored
    from meant group by firm_id, id`.execute(query);
  const known = found.flatMap(({ firm_id, id, ...counts }) =>
    firm_id && id ? [{ firmId: firm_id, integrationId: id, ...counts }] : [],
  );
  const all = known.reduce((sum, one) => sum + one.events, 0);
  const stored = known.reduce((sum, one) => sum + one.stored, 0);
  return {
    integrations: known.filter((one) => one.stored > 0),
    stored,
    repeated: all - stored,
    unknown: found.find((one) => one.firm_id === null)?.events ?? 0,
  };
}

/** Xero tells within seconds; what was refused comes in turns of a quarter of an hour, and all later events behind it. */
const LATE_MS = 5 * 60_000;

/** Whether an event comes so long after its change that others may still wait at Xero. Its time is UTC without saying so. */
function isLate({ eventDate }: WebhookEvent, now: Date): boolean {
  const changedAt = Date.parse(`${eventDate.replace(/Z$/i, '')}Z`);
  return now.getTime() - changedAt > LATE_MS;
}

/**
 * The same event delivered again has the same key. Its numbers are part of it: two changes in one millisecond are
 * alike in all else, and the second may come when the first has been applied.
 */
function keyOf(event: WebhookEvent, sequence: WebhookDelivery['sequence']): string {
  const { tenantId, category, resourceId, type, eventDate } = event;
  return hash(
    'sha256',
    JSON.stringify([sequence?.first, sequence?.last, tenantId, category, resourceId, type, eventDate]),
  );
}
