import { sql } from 'kysely';
import type { Services } from '../../services.ts';
import { closeGaps } from './gaps.ts';
import { nudgeEvents } from './nudge.ts';

/** How many integrations one look nudges. */
const MOST_PER_LOOK = 500;
/** Xero delivers again for a day at most, and a day is what health looks back on. */
const APPLIED_KEPT_MS = 3 * 24 * 3_600_000;
/** So long Xero keeps events itself. What an organisation out of reach has changed, its next run reads. */
const WAITING_KEPT_MS = 31 * 24 * 3_600_000;

/**
 * One look after the webhooks: gives up what is missing for too long, and nudges the workers where events wait that
 * nobody has in hand, such as after a crash, a pause or a failure. Any number of processes may look at once.
 */
export async function tendWebhooks(services: Services): Promise<void> {
  await closeGaps(services);
  const now = services.clock.now();
  const { rows } = await services.store.system((query) =>
    sql<{ firmId: string; integrationId: string }>`
      select integration.firm_id as "firmId", integration.id as "integrationId"
      from (select distinct firm_id, integration_id from webhook_events where applied_at is null) waiting
      join integrations integration
        on integration.firm_id = waiting.firm_id and integration.id = waiting.integration_id and integration.status = 'connected'
      left join webhook_intakes intake
        on intake.firm_id = integration.firm_id and intake.integration_id = integration.id
      where coalesce(intake.lease_until <= ${now}, true) and coalesce(intake.retry_at <= ${now}, true)
      limit ${MOST_PER_LOOK}`.execute(query),
  );
  await nudgeEvents(services, rows);
}

/** Removes events that nobody asks for any more. */
export async function removeOldEvents(services: Services): Promise<void> {
  const now = services.clock.now().getTime();
  await services.store.system(async (query) => {
    await query
      .deleteFrom('webhook_events')
      .where('received_at', '<', new Date(now - APPLIED_KEPT_MS))
      .where('applied_at', 'is not', null)
      .execute();
    await query
      .deleteFrom('webhook_events')
      .where('received_at', '<', new Date(now - WAITING_KEPT_MS))
      .execute();
  });
}
