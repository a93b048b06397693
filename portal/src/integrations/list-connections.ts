import { type AccessTokens, type Connection, XeroError } from '@ledgerport/xero';
import type { Services } from '../services.ts';
import type { StoredOrganisation } from '../store/tables.ts';
import type { AccessCode } from './access-problems.ts';

/**
 * What the person behind a grant has connected, in one call without an organisation. A token that Xero refuses although
 * it should still live says that the grant may have ended: renewing it tells.
 * @throws PortalError `reconnect_needed`, `not_connected`, or XeroError
 */
export async function listConnections(services: Services, tokens: AccessTokens): Promise<Connection[]> {
  const accessToken = await tokens.current();
  try {
    return await services.xero.oauth.connections(accessToken);
  } catch (error) {
    if (!(error instanceof XeroError && error.kind === 'unauthorized')) throw error;
    return await services.xero.oauth.connections(await tokens.renewed(accessToken));
  }
}

/**
 * How access to the organisation has ended by Xero's own list; null when it is on it. An empty list is also what the
 * last token of a revoked grant shows: then a refresh tells, and marks it.
 * @throws as `listConnections`
 */
export async function endedAtXero(
  services: Services,
  tokens: AccessTokens,
  organisation: StoredOrganisation,
): Promise<AccessCode | null> {
  const ended = endedByList(organisation, await listConnections(services, tokens));
  if (ended !== 'all_disconnected_in_xero') return ended;
  try {
    await tokens.renewed(await tokens.current());
  } catch (error) {
    // A refresh that Xero does not answer leaves what the list said.
    if (!(error instanceof XeroError)) throw error;
  }
  return ended;
}

function endedByList(
  { tenantId, name, isDemoCompany }: StoredOrganisation,
  connections: readonly Connection[],
): AccessCode | null {
  if (connections.some((connection) => connection.tenantId === tenantId)) return null;
  if (connections.length === 0) return 'all_disconnected_in_xero';
  const isReset = isDemoCompany && connections.some(({ tenantName }) => tenantName === name);
  return isReset ? 'demo_reset' : 'disconnected_in_xero';
}
