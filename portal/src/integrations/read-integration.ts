import { notFound } from '../errors.ts';
import type { Services } from '../services.ts';
import { activeRun } from '../sync/active-run.ts';
import type { Integration } from './schemas.ts';
import { callsLeftToday } from './xero-limits.ts';

/** The integration as the API shows it, with its connection and what is under way. @throws PortalError `not_found`. */
export async function readIntegration(
  services: Services,
  firmId: string,
  integrationId: string,
): Promise<Integration> {
  const { row, connections, activeSyncId } = await services.store.firm(firmId, async (query) => ({
    row: await query
      .selectFrom('integrations')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('id', '=', integrationId)
      .executeTakeFirst(),
    connections: await query
      .selectFrom('connections')
      .select(['state', 'organisation', 'scopes', 'authorised_by', 'authorised_at'])
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .execute(),
    activeSyncId: await activeRun(query, firmId, integrationId),
  }));
  if (!row) throw notFound('integration');
  const active = connections.find((connection) => connection.state === 'active');
  const pending = connections.find((connection) => connection.state === 'pending');
  return {
    id: row.id,
    firmId: row.firm_id,
    platform: row.platform,
    status: row.status,
    organisation: row.organisation,
    pendingOrganisation: pending?.organisation ?? null,
    syncFrom: row.sync_from?.toISOString() ?? null,
    syncIntervalMinutes: services.config.syncIntervalMinutes,
    paymentAccountId: row.payment_account_id,
    connectedBy: active?.authorised_by ?? null,
    connectedAt: active?.authorised_at.toISOString() ?? null,
    scopes: active?.scopes ?? [],
    callsLeftToday: row.organisation ? await callsLeftToday(services.store, row.organisation.tenantId) : null,
    lastAttemptedSyncAt: row.last_attempted_sync_at?.toISOString() ?? null,
    lastSuccessfulSyncAt: row.last_successful_sync_at?.toISOString() ?? null,
    nextSyncAt: row.next_sync_at?.toISOString() ?? null,
    activeSyncId,
    problem: row.problem,
  };
}
