import { recordAudit } from '../audit/record.ts';
import { openConversion } from '../conversions/authorised.ts';
import { notFound, PortalError } from '../errors.ts';
import { type Actor, requireChange } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { nextSlot } from '../sync/slot.ts';
import { describeAccess } from './access-problems.ts';
import { readIntegration } from './read-integration.ts';
import type { Integration, IntegrationChange } from './schemas.ts';
import { selectConnections } from './select-connections.ts';
import { type IntegrationKey, moveConnection, transition } from './states.ts';
import { EARLIEST_SYNC_FROM } from './sync-health.ts';
import { notConnected } from './tokens.ts';

/**
 * Saves an integration: a pending organisation becomes its own, and the given settings are taken over, all or nothing.
 * @throws PortalError `not_found`, `not_allowed`, `invalid_input` (names the field), `other_organisation`,
 * `not_connected` (pausing what does not run).
 */
export async function saveIntegration(
  services: Services,
  actor: Actor,
  integrationId: string,
  change: IntegrationChange,
): Promise<Integration> {
  const firmId = await locate(services, actor, 'integrations', integrationId);
  requireChange(actor, firmId);
  const key = { firmId, integrationId };
  await services.store.firm(firmId, async (query) => {
    await query
      .selectFrom('integrations')
      .select('id')
      .where('firm_id', '=', firmId)
      .where('id', '=', integrationId)
      .forUpdate()
      .executeTakeFirstOrThrow(() => notFound('integration'));
    const details = {
      ...(await savePending(services, query, key)),
      ...(await saveSyncFrom(services, query, key, change.syncFrom)),
      ...(await savePaymentAccount(query, key, change.paymentAccountId)),
      ...(await savePaused(services, query, key, change.paused)),
    };
    if (Object.keys(details).length === 0) return;
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'integration.saved',
      subject: integrationId,
      details,
    });
  });
  return await readIntegration(services, firmId, integrationId);
}

/** The old grant is not revoked at Xero: that would end all of the person's connections, the new one among them. */
async function savePending(services: Services, query: Query, key: IntegrationKey): Promise<object> {
  const { pending, pinned } = await selectConnections(query)
    .select(['connections.organisation as pending', 'integrations.organisation as pinned'])
    .where('connections.firm_id', '=', key.firmId)
    .where('connections.integration_id', '=', key.integrationId)
    .where('connections.state', '=', 'pending')
    .executeTakeFirst()
    .then((row) => row ?? { pending: null, pinned: null });
  if (!pending) return {};
  // It waits for the switch: saved before, it would take over with nothing matched.
  if (pending.tenantId !== pinned?.tenantId && (await openConversion(query, key))) return {};
  if (pinned && pinned.tenantId !== pending.tenantId) {
    const { message, action } = describeAccess('wrong_organisation', { organisation: pinned.name });
    throw new PortalError('other_organisation', `${message} ${action}`);
  }
  await moveConnection(query, key, 'active', 'none');
  await moveConnection(query, key, 'pending', 'active');
  await transition(query, key, 'connected', {
    organisation: JSON.stringify(pending),
    next_sync_at: nextRun(services, key),
    failures_in_a_row: 0,
    problem: null,
  });
  return { organisation: pending.name, tenantId: pending.tenantId };
}

async function saveSyncFrom(
  services: Services,
  query: Query,
  key: IntegrationKey,
  syncFrom: IntegrationChange['syncFrom'],
): Promise<object> {
  if (syncFrom === undefined) return {};
  const from = syncFrom === null ? null : new Date(syncFrom);
  if (from && from > services.clock.now())
    throw unusable(
      'syncFrom',
      'Choose a time that has passed: records of the future cannot have changed yet.',
    );
  if (from && from < new Date(EARLIEST_SYNC_FROM))
    throw unusable('syncFrom', 'Choose a time from the year 2000 on.');
  await setSettings(query, key, { sync_from: from });
  return { syncFrom };
}

async function savePaymentAccount(
  query: Query,
  key: IntegrationKey,
  paymentAccountId: IntegrationChange['paymentAccountId'],
): Promise<object> {
  if (paymentAccountId === undefined) return {};
  if (paymentAccountId !== null) {
    const account = await query
      .selectFrom('accounts')
      .select(['status', 'takes_payments'])
      .where('firm_id', '=', key.firmId)
      .where('xero_account_id', '=', paymentAccountId)
      .executeTakeFirst();
    if (!account)
      throw unusable(
        'paymentAccountId',
        'This account is not known. Choose one from the list; sync first if it is new in Xero.',
      );
    if (account.status !== 'ACTIVE' || !account.takes_payments)
      throw unusable(
        'paymentAccountId',
        'This account takes no payments in Xero. Choose an active one that does.',
      );
  }
  await setSettings(query, key, { payment_account_id: paymentAccountId });
  return { paymentAccountId };
}

async function savePaused(
  services: Services,
  query: Query,
  key: IntegrationKey,
  paused: boolean | undefined,
): Promise<object> {
  if (paused === undefined) return {};
  const { status } = await query
    .selectFrom('integrations')
    .select('status')
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.integrationId)
    .executeTakeFirstOrThrow();
  if (paused === (status === 'paused')) return {};
  // Not paused is also what an integration without access is: there is nothing to resume.
  if (!paused && status !== 'paused') return {};
  const moved = paused
    ? await transition(query, key, 'paused', { next_sync_at: null })
    : await transition(query, key, 'connected', { next_sync_at: nextRun(services, key) });
  if (!moved) throw notConnected();
  return { paused };
}

function nextRun(services: Services, { integrationId }: IntegrationKey): Date {
  return nextSlot(integrationId, services.clock.now(), services.config.syncIntervalMinutes);
}

async function setSettings(
  query: Query,
  { firmId, integrationId }: IntegrationKey,
  settings: { sync_from: Date | null } | { payment_account_id: string | null },
): Promise<void> {
  await query
    .updateTable('integrations')
    .set(settings)
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .execute();
}

function unusable(field: keyof IntegrationChange, sentence: string): PortalError {
  return new PortalError('invalid_input', `${sentence} Nothing was changed.`, {
    fields: { [field]: sentence },
  });
}
