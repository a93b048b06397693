import { XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Problem, StoredOrganisation } from '../store/tables.ts';
import { accessLost } from './access-lost.ts';
import { type AccessCode, describeAccess, isAccessCode } from './access-problems.ts';
import { endedAtXero } from './list-connections.ts';
import { permissionOf } from './permissions.ts';
import type { IntegrationKey } from './states.ts';
import { accessTokens } from './tokens.ts';

/** Xero's own sentences of a 503 (its documentation of response codes). */
const OFFLINE = /organisation is offline/i;
const MAINTENANCE = /offline for maintenance/i;

/**
 * What a failed reading says of the access to Xero, in words; null when it says nothing of it. After a 403 Xero is asked
 * for its list of connections, and access is marked as ended when the organisation is not on it. Must not be called
 * inside a transaction. @throws only for a failure of our own
 */
export async function accessProblemOf(
  services: Services,
  key: IntegrationKey,
  error: unknown,
): Promise<Problem | null> {
  if (error instanceof PortalError && error.code === 'reconnect_needed')
    return (await read(services, key)).problem;
  if (!(error instanceof XeroError)) return null;
  const facts = { permission: permissionOf(error.resource) };
  if (error.kind === 'missing_scope') return describeAccess('permission_missing', facts);
  if (error.kind === 'unauthorized') return describeAccess('unauthorized', facts);
  const { organisation, connectionId } = await read(services, key);
  if (error.kind === 'unavailable')
    return describeAccess(outageOf(error), { organisation: organisation?.name });
  if (error.kind !== 'organisation_unreachable' || !organisation || !connectionId) return null;
  const code = await whyRefused(services, { ...key, connectionId }, organisation);
  return describeAccess(code, { organisation: organisation.name });
}

function outageOf({ status, message }: XeroError): AccessCode {
  if (status === null) return 'xero_unreachable';
  if (status === 503 && OFFLINE.test(message)) return 'organisation_offline';
  if (status === 503 && MAINTENANCE.test(message)) return 'xero_maintenance';
  return 'xero_unavailable';
}

/** Only Xero's own list of connections tells that access is gone; a refusal beside it may pass. */
async function whyRefused(
  services: Services,
  connection: IntegrationKey & { connectionId: string },
  organisation: StoredOrganisation,
): Promise<AccessCode> {
  try {
    const tokens = accessTokens(services, connection.firmId, connection.connectionId);
    const ended = await endedAtXero(services, tokens, organisation);
    if (ended) await accessLost(services, connection, ended);
    if (ended) return ended;
  } catch (error) {
    const { problem } = await read(services, connection);
    if (error instanceof PortalError && isAccessCode(problem?.code)) return problem.code;
    services.log.warn(
      { err: error, ...connection },
      'Xero could not be asked whether the organisation is still connected',
    );
  }
  // A closed organisation cannot say so itself, since it refuses every call: what it said before has to tell.
  const { status, class: plan } = organisation;
  return (status && status !== 'ACTIVE') || plan === 'TRIAL' ? 'organisation_closed' : 'organisation_refused';
}

async function read(services: Services, { firmId, integrationId }: IntegrationKey) {
  return await services.store.firm(firmId, async (query) => {
    const integration = await query
      .selectFrom('integrations')
      .select(['organisation', 'problem'])
      .where('firm_id', '=', firmId)
      .where('id', '=', integrationId)
      .executeTakeFirstOrThrow();
    const active = await query
      .selectFrom('connections')
      .select('id')
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .where('state', '=', 'active')
      .executeTakeFirst();
    return { ...integration, connectionId: active?.id ?? null };
  });
}
