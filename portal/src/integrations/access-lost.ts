import { recordAudit } from '../audit/record.ts';
import { firmRecipients } from '../people/firm-recipients.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { Problem } from '../store/tables.ts';
import { notifyPeople } from './notify-people.ts';
import { type IntegrationKey, transition } from './states.ts';

/**
 * Marks that Xero gives no access any more: no run is scheduled, and the firm's owner and admins and the person who
 * provides it get one mail each. Does nothing when that is known already, or when the connection that Xero refused is
 * not the one in force any more: a person may have connected again meanwhile. Must not be called inside a transaction.
 * @returns whether it was marked
 */
export async function accessLost(
  services: Services,
  { firmId, integrationId, connectionId }: IntegrationKey & { connectionId: string },
  problem: Problem,
): Promise<boolean> {
  const recipients = await firmRecipients(services, firmId);
  const changed = await services.store.firm(firmId, async (query) => {
    const key = { firmId, integrationId };
    if (!(await isInForce(query, key, connectionId))) return false;
    const lost = { problem: JSON.stringify(problem), next_sync_at: null };
    if (!(await transition(query, key, 'reconnect_needed', lost))) return false;
    const { organisation, last_successful_sync_at, name, time_zone } = await query
      .selectFrom('integrations')
      .innerJoin('firms', 'firms.id', 'integrations.firm_id')
      .select(['organisation', 'last_successful_sync_at', 'name', 'time_zone'])
      .where('integrations.firm_id', '=', firmId)
      .where('integrations.id', '=', integrationId)
      .executeTakeFirstOrThrow();
    await recordAudit(query, services.clock, {
      firmId,
      actor: null,
      action: 'integration.access_lost',
      subject: integrationId,
      details: { code: problem.code },
    });
    await notifyPeople(query, services, {
      firmId,
      recipients,
      problem,
      organisation: organisation?.name ?? name,
      lastSuccessfulSyncAt: last_successful_sync_at,
      timeZone: organisation?.timeZone ?? time_zone,
    });
    return true;
  });
  if (changed) services.log.warn({ firmId, integrationId, code: problem.code }, 'access to Xero ended');
  return changed;
}

/** Whether this is still the connection in use; the lock holds off whoever saves another until the change is made. */
async function isInForce(
  query: Query,
  { firmId, integrationId }: IntegrationKey,
  connectionId: string,
): Promise<boolean> {
  await query
    .selectFrom('integrations')
    .select('id')
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .forUpdate()
    .executeTakeFirst();
  const active = await query
    .selectFrom('connections')
    .select('id')
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('id', '=', connectionId)
    .where('state', '=', 'active')
    .executeTakeFirst();
  return active !== undefined;
}
