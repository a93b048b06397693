import { addMail } from '../notices/add-mail.ts';
import { firmRecipients } from '../people/firm-recipients.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { accessNotice } from './access-notice.ts';
import { accessProblem, isAccessCode } from './access-problems.ts';
import { QUIET_MS } from './access-spells.ts';
import type { IntegrationKey } from './states.ts';

const MOST_PER_TURN = 200;

type Recipients = Awaited<ReturnType<typeof firmRecipients>>;

/**
 * Writes the mails that are due about access to Xero: one to each recipient when a spell of trouble has lasted as long
 * as it may, and one when it is over, if there had been one before. What was sent is written down with the mails, so
 * that any number of processes may call this. Must not be called inside a transaction. @param only one integration's
 */
export async function notifyPeople(services: Services, only?: IntegrationKey): Promise<void> {
  for (const key of await due(services, only)) {
    const recipients = await firmRecipients(services, key.firmId);
    await services.store.firm(key.firmId, (query) => tell(services, query, key, recipients));
  }
}

async function due({ store, clock }: Services, only: IntegrationKey | undefined): Promise<IntegrationKey[]> {
  const now = clock.now();
  return await store.system((query) =>
    query
      .selectFrom('access_spells')
      .select(['firm_id as firmId', 'integration_id as integrationId'])
      .where((spell) =>
        spell.or([
          spell.and([spell('healed_at', 'is', null), spell('notice_due_at', '<=', now)]),
          spell.and([spell('healed_at', 'is not', null), spell('told_code', 'is not', null)]),
          spell('healed_at', '<', new Date(now.getTime() - QUIET_MS)),
        ]),
      )
      .$if(only !== undefined, (spells) =>
        spells
          .where('firm_id', '=', only?.firmId ?? '')
          .where('integration_id', '=', only?.integrationId ?? ''),
      )
      .orderBy('notice_due_at')
      .limit(MOST_PER_TURN)
      .execute(),
  );
}

/** Looks again under lock, since another process may have told or access may have changed meanwhile. */
async function tell(
  services: Services,
  query: Query,
  key: IntegrationKey,
  recipients: Recipients,
): Promise<void> {
  const now = services.clock.now();
  const integration = await query
    .selectFrom('integrations')
    .innerJoin('firms', 'firms.id', 'integrations.firm_id')
    .select(['status', 'problem', 'organisation', 'last_successful_sync_at', 'name', 'time_zone'])
    .where('integrations.firm_id', '=', key.firmId)
    .where('integrations.id', '=', key.integrationId)
    .forUpdate('integrations')
    .executeTakeFirstOrThrow();
  const spell = await spellOf(query, key).executeTakeFirst();
  if (!spell) return;
  const { status, problem } = integration;
  const isUnconnected = status === 'disconnected' || status === 'not_connected';
  const isForgotten =
    spell.healed_at && !spell.told_code && spell.healed_at.getTime() + QUIET_MS < now.getTime();
  if (isUnconnected || isForgotten || !isAccessCode(spell.code)) return await forget(query, key);
  const isOver = spell.healed_at !== null;
  if (isOver ? spell.told_code === null : !spell.notice_due_at || spell.notice_due_at > now) return;
  const ends = accessProblem(spell.code).ends !== null;
  // Somebody has connected again before the notice could be written: there is nothing left to tell.
  if (!isOver && ends && status !== 'reconnect_needed') return await forget(query, key);
  if (!isOver && problem?.code !== spell.code && !ends) return;
  for (const recipient of recipients)
    await addMail(query, services.clock, {
      firmId: key.firmId,
      to: recipient.email,
      ...accessNotice({
        code: spell.code,
        isOver,
        name: recipient.name,
        organisation: integration.organisation?.name ?? integration.name,
        problem,
        since: spell.since,
        lastSuccessfulSyncAt: integration.last_successful_sync_at,
        timeZone: integration.organisation?.timeZone ?? integration.time_zone,
        link: `${services.config.publicUrl}/firms/${key.firmId}/integrations`,
        isPaused: status === 'paused',
      }),
    });
  await query
    .updateTable('access_spells')
    .set(isOver ? { told_code: null } : { told_code: spell.code, told_at: now, notice_due_at: null })
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .execute();
}

function spellOf(query: Query, key: IntegrationKey) {
  return query
    .selectFrom('access_spells')
    .selectAll()
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .forUpdate();
}

async function forget(query: Query, key: IntegrationKey): Promise<void> {
  await query
    .deleteFrom('access_spells')
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .execute();
}
