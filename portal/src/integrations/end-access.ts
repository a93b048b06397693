import { type TokenSet, XeroError } from '@ledgerport/xero';
import type { Services } from '../services.ts';
import { inTime, withDeadline } from './deadline.ts';
import { isOrganisationInUse } from './grant-use.ts';

/** A person is waiting, and the tokens are erased here already: a Xero that takes longer counts as out of reach. */
const LONGEST_MS = 10_000;

/** A connection that has been erased here, with the tokens it had. */
export type EndedConnection = { tenantId: string; tokens: TokenSet };

/**
 * What became of a connection at Xero. `kept`: another integration uses the organisation. `over`: Xero had
 * ended it before. `unreachable`: Xero could not be told, so that a person has to end the access inside Xero.
 */
export type EndOfAccess = 'revoked' | 'disconnected' | 'kept' | 'over' | 'unreachable';

/**
 * Ends the access at Xero of a connection erased here: the whole grant when it reaches this organisation alone, else
 * only this organisation, since a revocation ends all connections of the person (Xero's revocation documentation).
 * Never throws, and takes ten seconds at most. Must not be called inside a transaction.
 */
export async function endAccess(services: Services, connection: EndedConnection): Promise<EndOfAccess> {
  try {
    return await withDeadline(services.clock, LONGEST_MS, (deadline) =>
      inTime(deadline, endAtXero(services, connection, deadline)),
    );
  } catch (error) {
    if (error instanceof XeroError && error.kind === 'reconnect') return 'over';
    services.log.warn(
      { err: error, tenantId: connection.tenantId },
      'the access at Xero could not be ended; it has to be ended inside Xero',
    );
    return 'unreachable';
  }
}

async function endAtXero(
  services: Services,
  connection: EndedConnection,
  deadline: AbortSignal,
): Promise<EndOfAccess> {
  const { oauth } = services.xero;
  if (await isOrganisationInUse(services, connection.tenantId)) return 'kept';
  const hasEnded = connection.tokens.expiresAt <= services.clock.now();
  const tokens = hasEnded ? await oauth.refresh(connection.tokens.refreshToken) : connection.tokens;
  const reached = await oauth.connections(tokens.accessToken);
  // By now the person may have been told to end it inside Xero, and may have connected again since.
  deadline.throwIfAborted();
  if (reached.every(({ tenantId }) => tenantId === connection.tenantId)) {
    await oauth.revoke(tokens.refreshToken);
    return 'revoked';
  }
  const own = reached.find(({ tenantId }) => tenantId === connection.tenantId);
  if (own) await oauth.disconnect(tokens.accessToken, own.id);
  return 'disconnected';
}
