import { recordAudit } from '../audit/record.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { endAccess } from './end-access.ts';
import { eraseConnection } from './erase-connection.ts';

/**
 * Forgets an organisation that was authorised and not saved; the connection in force stays as it is.
 * Does nothing when none is pending.
 * @throws PortalError `not_found`, `not_allowed`.
 */
export async function discardPending(services: Services, actor: Actor, integrationId: string): Promise<void> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const ended = await services.store.firm(firmId, async (query) => {
    const erased = await eraseConnection(services, query, { firmId, integrationId }, 'pending');
    if (erased)
      await recordAudit(query, services.clock, {
        firmId,
        actor,
        action: 'integration.pending_discarded',
        subject: integrationId,
        details: { tenantId: erased.tenantId },
      });
    return erased;
  });
  if (ended) await endAccess(services, ended);
}
