import { recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { endAccess } from './end-access.ts';
import { eraseConnection } from './erase-connection.ts';
import type { IntegrationKey } from './states.ts';
import { lockIntegration } from './sync-health.ts';

/**
 * Forgets an authorisation that nobody saved, unless it was saved or replaced meanwhile, and ends its access at Xero
 * where nothing else uses it. Must not be called inside a transaction.
 */
export async function forgetPending(
  services: Services,
  { firmId, integrationId, connectionId }: IntegrationKey & { connectionId: string },
  reason: 'not_saved_for_30_days' | 'access_ended',
): Promise<void> {
  const ended = await services.store.firm(firmId, async (query) => {
    // Before the connection, as everybody locks them, so that nobody waits for the other.
    await lockIntegration(query, { firmId, integrationId });
    const pending = await query
      .selectFrom('connections')
      .select('id')
      .where('firm_id', '=', firmId)
      .where('id', '=', connectionId)
      .where('state', '=', 'pending')
      .forUpdate()
      .executeTakeFirst();
    if (!pending) return null;
    const erased = await eraseConnection(services, query, { firmId, integrationId }, 'pending');
    await recordAudit(query, services.clock, {
      firmId,
      actor: null,
      action: 'integration.pending_forgotten',
      subject: integrationId,
      details: { reason, ...(erased && { tenantId: erased.tenantId }) },
    });
    return erased;
  });
  if (ended && reason !== 'access_ended') await endAccess(services, ended);
}
