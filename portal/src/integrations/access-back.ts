import { recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { lockInForce } from './access-lost.ts';
import { mayComeBack } from './access-problems.ts';
import { closeSpell } from './access-spells.ts';
import { notifyPeople } from './notify-people.ts';
import { type IntegrationKey, transition } from './states.ts';

/**
 * Marks that Xero lists the organisation again for the same person, so that the connection works as before without
 * anybody's doing here: the next run is due at once, or the integration is paused again if it was. Does nothing when
 * access has not ended, ended for good, or another connection is in force. Must not be called inside a transaction.
 */
export async function accessBack(
  services: Services,
  { firmId, integrationId, connectionId }: IntegrationKey & { connectionId: string },
): Promise<void> {
  const key = { firmId, integrationId };
  const now = services.clock.now();
  const changed = await services.store.firm(firmId, async (query) => {
    const integration = await lockInForce(query, key, connectionId);
    if (integration?.status !== 'reconnect_needed' || !mayComeBack(integration.problem?.code)) return false;
    const spell = await query
      .selectFrom('access_spells')
      .select('was_paused')
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .executeTakeFirst();
    const paused = spell?.was_paused ?? false;
    await transition(query, key, paused ? 'paused' : 'connected', {
      next_sync_at: paused ? null : now,
      failures_in_a_row: 0,
      problem: null,
    });
    await closeSpell(query, now, key);
    await recordAudit(query, services.clock, {
      firmId,
      actor: null,
      action: 'integration.access_back',
      subject: integrationId,
      details: { code: integration.problem?.code },
    });
    return true;
  });
  if (!changed) return;
  services.log.info({ firmId, integrationId }, 'access to Xero is back');
  await notifyPeople(services, key);
}
