import type { Services } from '../services.ts';
import type { Problem } from '../store/tables.ts';
import { accessLost } from './access-lost.ts';
import { openXero } from './open-xero.ts';
import { accessTokens } from './tokens.ts';

/**
 * After Xero refused an organisation (403): asks Xero for its list of connections, and marks the access as ended only
 * when the organisation is not on it. Otherwise it is a matter that may pass, such as one person's role.
 * @returns what was marked; null when access was not found to have ended, also when Xero could not be asked
 */
export async function confirmAccessLost(
  services: Services,
  firmId: string,
  integrationId: string,
): Promise<Problem | null> {
  let connectionId: string;
  try {
    const opened = await openXero(services, firmId, integrationId);
    ({ connectionId } = opened);
    const accessToken = await accessTokens(services, firmId, connectionId).current();
    const connections = await services.xero.oauth.connections(accessToken);
    if (connections.some((connection) => connection.tenantId === opened.tenantId)) return null;
  } catch (error) {
    services.log.warn(
      { err: error, firmId, integrationId },
      'Xero could not be asked whether the organisation is still connected',
    );
    return null;
  }
  const problem: Problem = {
    code: 'access_ended',
    message:
      'The organisation was disconnected inside Xero. What was read so far stays as it is, and nothing is lost.',
    action: 'Authorise Xero again for the same organisation.',
  };
  return (await accessLost(services, { firmId, integrationId, connectionId }, problem)) ? problem : null;
}
