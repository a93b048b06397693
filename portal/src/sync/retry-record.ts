import { recordAudit } from '../audit/record.ts';
import { notFound, PortalError } from '../errors.ts';
import { openXero } from '../integrations/open-xero.ts';
import { explainXeroFailure } from '../integrations/xero-failure.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { createPulls, type RereadEntity } from './pull/pulls.ts';
import { rereadRecords } from './reread.ts';
import { outcomeOf } from './reread-record.ts';
import type { RereadOutcome, SyncEntity } from './schemas.ts';
import { clearSetAside } from './set-aside.ts';

/**
 * Asks Xero again for one record that was set aside; one that Xero does not have is forgotten.
 * @throws PortalError `not_found`, `not_allowed`, `not_possible_now` (it came without an id, so only a full read meets
 * it again), `not_connected`, `reconnect_needed`, `xero_unavailable`, `xero_rejected`.
 */
export async function retrySetAsideRecord(
  services: Services,
  actor: Actor,
  integrationId: string,
  record: { entity: SyncEntity; xeroId: string },
): Promise<{ outcome: RereadOutcome }> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const key = { firmId, integrationId };
  await services.store.firm(firmId, (query) =>
    query
      .selectFrom('set_aside_records')
      .select('xero_id')
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .where('entity', '=', record.entity)
      .where('xero_id', '=', record.xeroId)
      .executeTakeFirstOrThrow(() => notFound('set-aside record')),
  );
  try {
    const { xero } = await openXero(services, firmId, integrationId);
    const entity = rereadable(createPulls(xero), record.entity);
    const reread = await rereadRecords(services, key, xero, entity, [record.xeroId], {
      also: (query) =>
        recordAudit(query, services.clock, {
          firmId,
          actor,
          action: 'set_aside.retried',
          subject: record.xeroId,
          details: { entity },
        }),
    });
    if (reread.missing.length > 0)
      await services.store.firm(firmId, (query) => clearSetAside(query, key, entity, reread.missing));
    return { outcome: outcomeOf(reread) };
  } catch (error) {
    throw explainXeroFailure(error);
  }
}

function rereadable(pulls: ReturnType<typeof createPulls>, entity: SyncEntity): RereadEntity {
  const known = Object.values(pulls).find((pull) => pull.entity === entity && pull.readByIds !== null);
  if (known) return entity as RereadEntity;
  throw new PortalError(
    'not_possible_now',
    'Records of this kind are read all together. Nothing was changed. Start a full re-read to try them again.',
  );
}
