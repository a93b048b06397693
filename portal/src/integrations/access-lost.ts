import { recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { type AccessCode, accessProblem, describeAccess, mayComeBack } from './access-problems.ts';
import { openSpell } from './access-spells.ts';
import { notifyPeople } from './notify-people.ts';
import { type IntegrationKey, transition } from './states.ts';

/**
 * Marks that Xero gives no access any more: no run is scheduled, and the firm's owner and admins and the person who
 * provides it get one mail each. Does nothing when that is known already, or when the connection that Xero refused is
 * not the one in force any more: a person may have connected again meanwhile. Must not be called inside a transaction.
 * @returns whether access is marked as ended by this; not when it was before
 */
export async function accessLost(
  services: Services,
  { firmId, integrationId, connectionId }: IntegrationKey & { connectionId: string },
  code: AccessCode,
): Promise<boolean> {
  const key = { firmId, integrationId };
  const now = services.clock.now();
  const changed = await services.store.firm(firmId, async (query) => {
    const integration = await lockInForce(query, key, connectionId);
    if (!integration) return false;
    const { status, organisation } = integration;
    const problem = JSON.stringify(describeAccess(code, { organisation: organisation?.name }));
    if (status === 'reconnect_needed') {
      if (isMoreThanKnown(integration.problem?.code, code)) await showInstead(query, key, problem);
      return false;
    }
    if (!(await transition(query, key, 'reconnect_needed', { problem, next_sync_at: null }))) return false;
    await openSpell(query, now, key, code, status === 'paused');
    await recordAudit(query, services.clock, {
      firmId,
      actor: null,
      action: 'integration.access_lost',
      subject: integrationId,
      details: { code },
    });
    return true;
  });
  if (!changed) return false;
  services.log.warn({ firmId, integrationId, code }, 'access to Xero ended');
  await notifyPeople(services, key);
  return true;
}

/** An organisation that was disconnected can turn out to be a reset one, or the grant behind it to be over as well. */
function isMoreThanKnown(known: string | undefined, code: AccessCode): boolean {
  return mayComeBack(known) && known !== code && accessProblem(code).ends !== null;
}

async function showInstead(query: Query, key: IntegrationKey, problem: string): Promise<void> {
  await query
    .updateTable('integrations')
    .set({ problem })
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.integrationId)
    .execute();
}

/**
 * The integration, locked, if this is still its connection in use; the lock holds off whoever saves another until the
 * change is made.
 */
export async function lockInForce(
  query: Query,
  { firmId, integrationId }: IntegrationKey,
  connectionId: string,
) {
  const integration = await query
    .selectFrom('integrations')
    .select(['status', 'problem', 'organisation'])
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
  return active && integration;
}
