import type { Services } from '../services.ts';
import { accessProblem, gravityOf, isAccessCode } from './access-problems.ts';
import { closeSpell, openSpell } from './access-spells.ts';
import { notifyPeople } from './notify-people.ts';
import type { IntegrationKey } from './states.ts';
import { lockIntegration } from './sync-health.ts';

/**
 * After a run that failed: begins or goes on with the spell of trouble, or ends an outage's when the failure shows that
 * Xero is there again. People are told once it is due. Must not be called inside a transaction.
 */
export async function noteFailedAccess(
  services: Services,
  key: IntegrationKey,
  failure: { code: string; xeroAnswered: boolean },
): Promise<void> {
  const now = services.clock.now();
  const { code } = failure;
  await services.store.firm(key.firmId, async (query) => {
    await lockIntegration(query, key);
    // What ends access has its spell from the transaction that marked it.
    if (isAccessCode(code)) {
      if (accessProblem(code).ends === null) await openSpell(query, now, key, code);
      return;
    }
    if (!failure.xeroAnswered) return;
    const spell = await query
      .selectFrom('access_spells')
      .select('code')
      .where('firm_id', '=', key.firmId)
      .where('integration_id', '=', key.integrationId)
      .executeTakeFirst();
    if (isAccessCode(spell?.code) && gravityOf(spell.code) === 0) await closeSpell(query, now, key);
  });
  await notifyPeople(services, key);
}

/**
 * After the organisation could be read outside a run: what was waited out is over. A missing permission is not, since
 * other records need it. Must not be called inside a transaction.
 */
export async function noteGoodAccess(services: Services, key: IntegrationKey): Promise<void> {
  const healed = await services.store.firm(key.firmId, async (query) => {
    await lockIntegration(query, key);
    const { problem } = await query
      .selectFrom('integrations')
      .select('problem')
      .where('firm_id', '=', key.firmId)
      .where('id', '=', key.integrationId)
      .executeTakeFirstOrThrow();
    const code = problem?.code;
    if (!isAccessCode(code) || code === 'permission_missing' || accessProblem(code).ends !== null)
      return false;
    await query
      .updateTable('integrations')
      .set({ problem: null })
      .where('firm_id', '=', key.firmId)
      .where('id', '=', key.integrationId)
      .where('status', 'in', ['connected', 'paused'])
      .execute();
    await closeSpell(query, services.clock.now(), key);
    return true;
  });
  if (healed) await notifyPeople(services, key);
}
