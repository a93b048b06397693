import { recordAudit } from '../audit/record.ts';
import { endAccess } from '../integrations/end-access.ts';
import { eraseConnection } from '../integrations/erase-connection.ts';
import type { Actor } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { hasEnded, lockConversion, requireConversion } from './find-conversion.ts';
import { forgetComparison } from './forget-comparison.ts';
import { moveConversion } from './states.ts';

/**
 * Ends a conversion without a switch: everything is as before it was begun. The new organisation's authorisation is
 * erased, and its access is ended at Xero where nothing else uses it.
 * @throws PortalError `not_found`, `not_allowed`, `not_possible_now` (it has ended).
 */
export async function abandonConversion(
  services: Services,
  actor: Actor,
  conversionId: string,
): Promise<void> {
  const key = await requireConversion(services, actor, conversionId);
  const { firmId } = key;
  const ended = await services.store.firm(firmId, async (query) => {
    const { integration_id: integrationId, organisation } = await lockConversion(query, key);
    const pending = await query
      .selectFrom('connections')
      .select('organisation')
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .where('state', '=', 'pending')
      .executeTakeFirst();
    if (!(await moveConversion(query, key, 'abandoned', leftBy(services, actor)))) throw hasEnded();
    await forgetComparison(query, key);
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'conversion.abandoned',
      subject: conversionId,
    });
    // A pending authorisation of the present organisation is a reconnect, and no part of the conversion.
    const isOfConversion = pending && pending.organisation.tenantId === organisation?.tenantId;
    return isOfConversion
      ? await eraseConnection(services, query, { firmId, integrationId }, 'pending')
      : null;
  });
  if (ended) await endAccess(services, ended);
}

function leftBy(services: Services, actor: Actor) {
  return { ended_by: actor.name, ended_at: services.clock.now() };
}
