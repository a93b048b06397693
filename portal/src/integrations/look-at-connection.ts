import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import { accessBack } from './access-back.ts';
import { accessLost } from './access-lost.ts';
import { mayComeBack } from './access-problems.ts';
import { forgetPending } from './forget-pending.ts';
import { endedAtXero } from './list-connections.ts';
import { selectConnections } from './select-connections.ts';
import type { IntegrationKey } from './states.ts';
import { accessTokens } from './tokens.ts';

/** So long is an authorisation that nobody saves kept alive. */
const PENDING_LIFE_MS = 30 * 24 * 3_600_000;

type ConnectionToLookAt = IntegrationKey & { connectionId: string };

/**
 * Asks Xero in one call whether a connection still stands, and notes what it finds: an organisation that was
 * disconnected, or one that is connected again. Asking also renews tokens that have ended, and with them the 60 days
 * after which Xero ends a grant that nobody uses (its OAuth FAQ). One that waits to be saved is kept so for 30 days.
 * Must not be called inside a transaction. @throws XeroError when Xero could not be asked
 */
export async function lookAtConnection(services: Services, connection: ConnectionToLookAt): Promise<void> {
  const { firmId, connectionId } = connection;
  const known = await read(services, connection);
  if (!known) return;
  const { state, status, problem, organisation, authorised_at } = known;
  const tokens = accessTokens(services, firmId, connectionId);
  const now = services.clock.now().getTime();
  if (state === 'pending' && now - authorised_at.getTime() >= PENDING_LIFE_MS)
    return await forgetPending(services, connection, 'not_saved_for_30_days');
  if (state === 'active' && status === 'reconnect_needed' && !mayComeBack(problem?.code)) return;
  try {
    const ended = await endedAtXero(services, tokens, organisation);
    if (state === 'pending') return;
    if (ended) await accessLost(services, connection, ended);
    else if (status === 'reconnect_needed') await accessBack(services, connection);
  } catch (error) {
    // A refused grant has been marked where it was met; one that nobody saved is of no use any more.
    if (!(error instanceof PortalError)) throw error;
    if (state === 'pending' && error.code === 'reconnect_needed')
      await forgetPending(services, connection, 'access_ended');
  }
}

async function read(services: Services, { firmId, connectionId }: ConnectionToLookAt) {
  return await services.store.firm(firmId, (query) =>
    selectConnections(query)
      .select(['connections.state', 'connections.authorised_at'])
      .select(['integrations.status', 'integrations.problem'])
      .select((row) =>
        row.fn.coalesce('integrations.organisation', 'connections.organisation').as('organisation'),
      )
      .where('connections.firm_id', '=', firmId)
      .where('connections.id', '=', connectionId)
      .executeTakeFirst(),
  );
}
