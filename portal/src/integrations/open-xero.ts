import { type CallRecord, createXeroAccounting, type XeroAccounting } from '@ledgerport/xero';
import type { Services } from '../services.ts';
import { selectConnections } from './select-connections.ts';
import { accessTokens, notConnected, reconnectNeeded } from './tokens.ts';

export type OpenXero = {
  xero: XeroAccounting;
  tenantId: string;
  scopes: string[];
  connectionId: string;
};

/**
 * The books behind an integration, ready to be read: by its saved connection, or by the one that waits to be saved.
 * Every call keeps Xero's limits and is logged. `onCall` hears of each attempt.
 * @throws PortalError `not_connected`, `reconnect_needed`. Reading ends in these or in XeroError.
 */
export async function openXero(
  services: Services,
  firmId: string,
  integrationId: string,
  options: { onCall?: (call: CallRecord) => void; connection?: 'active' | 'pending' } = {},
): Promise<OpenXero> {
  const state = options.connection ?? 'active';
  const row = await services.store.firm(firmId, (query) =>
    selectConnections(query)
      .select(['connections.id', 'connections.organisation', 'connections.scopes', 'integrations.status'])
      .where('connections.firm_id', '=', firmId)
      .where('connections.integration_id', '=', integrationId)
      .where('connections.state', '=', state)
      .executeTakeFirst(),
  );
  if (!row) throw notConnected();
  if (state === 'active' && row.status === 'reconnect_needed') throw reconnectNeeded();
  const { tenantId } = row.organisation;
  const xero = createXeroAccounting({
    addresses: services.xero.addresses,
    limiter: services.xero.limiter,
    clock: services.clock,
    tenantId,
    ...(services.xero.pageSize && { pageSize: services.xero.pageSize }),
    tokens: accessTokens(services, firmId, row.id),
    onCall(call) {
      services.log.info({ firmId, integrationId, ...call }, 'a call to Xero');
      options.onCall?.(call);
    },
  });
  return { xero, tenantId, scopes: row.scopes, connectionId: row.id };
}
