import { recordAudit } from '../audit/record.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import type { Problem } from '../store/tables.ts';
import { endAccess } from './end-access.ts';
import { eraseConnection } from './erase-connection.ts';
import { transition } from './states.ts';

const STILL_OPEN: Problem = {
  code: 'still_open_at_xero',
  message:
    'Xero could not be told of the disconnection. Here the tokens are erased, so nothing can be read any more.',
  action: 'In Xero, open Connected apps and disconnect Ledgerport there.',
};

/**
 * Disconnects an integration: the tokens are erased and no run is scheduled, then the access is ended at Xero. What was
 * read stays. A Xero that cannot be reached stops nothing; the page and the audit then say that the access has to be ended there.
 * Does nothing when nothing is connected.
 * @throws PortalError `not_found`, `not_allowed`.
 */
export async function disconnect(services: Services, actor: Actor, integrationId: string): Promise<void> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const key = { firmId, integrationId };
  const ended = await services.store.firm(firmId, async (query) => {
    const erased = [
      await eraseConnection(services, query, key, 'active'),
      await eraseConnection(services, query, key, 'pending'),
    ].filter((connection) => connection !== null);
    const moved = await transition(query, key, 'disconnected', { next_sync_at: null, problem: null });
    if (moved || erased.length > 0)
      await recordAudit(query, services.clock, {
        firmId,
        actor,
        action: 'integration.disconnected',
        subject: integrationId,
      });
    return erased;
  });
  // After the commit: a revocation cannot be taken back, so it must not precede a change that may still fail.
  for (const connection of ended) {
    const atXero = await endAccess(services, connection);
    await services.store.firm(firmId, async (query) => {
      if (atXero === 'unreachable')
        await query
          .updateTable('integrations')
          .set({ problem: JSON.stringify(STILL_OPEN) })
          .where('firm_id', '=', firmId)
          .where('id', '=', integrationId)
          .where('status', '=', 'disconnected')
          .execute();
      await recordAudit(query, services.clock, {
        firmId,
        actor: null,
        action: 'integration.access_ended_at_xero',
        subject: integrationId,
        details: { outcome: atXero },
      });
    });
  }
}
