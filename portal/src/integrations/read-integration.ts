import { openConversion } from '../conversions/authorised.ts';
import { notFound } from '../errors.ts';
import type { Services } from '../services.ts';
import { activeRun } from '../sync/active-run.ts';
import { newestBooksCheck } from '../sync/reconcile/list-checks.ts';
import { countSetAside } from '../sync/set-aside.ts';
import { lastEventAt, webhooksAreHealthy } from '../sync/webhooks/health.ts';
import { callsLeftToday } from './limits/calls-left-today.ts';
import type { Integration } from './schemas.ts';

/** The integration as the API shows it, with its connection and what is under way. @throws PortalError `not_found`. */
export async function readIntegration(
  services: Services,
  firmId: string,
  integrationId: string,
): Promise<Integration> {
  const { row, connections, activeSyncId, books, setAside, conversion, healthy, eventAt } =
    await services.store.firm(firmId, async (query) => ({
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
      books: await newestBooksCheck(query, { firmId, integrationId }),
      setAside: await countSetAside(query, { firmId, integrationId }),
      conversion: await openConversion(query, { firmId, integrationId }),
      healthy: await webhooksAreHealthy(query, { firmId, integrationId }, services.clock.now()),
      eventAt: await lastEventAt(query, { firmId, integrationId }),
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
    conversionId: conversion?.id ?? null,
    problem: row.problem,
    books,
    setAside,
    webhooks: {
      configured: services.config.xero.webhookKey !== undefined,
      healthy,
      lastEventAt: eventAt?.toISOString() ?? null,
    },
  };
}
