import { randomBytes, randomUUID } from 'node:crypto';
import type { Switches } from '../switches.ts';
import type { Identity, KnownUser } from './identity.ts';
import type { Authorisation } from './records.ts';

const CODE_MS = 5 * 60_000;

/** Why an organisation could not be connected, in a sentence for the consent page. */
export class ConsentProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConsentProblem';
  }
}

/** The app may connect no further organisation. */
export class ConnectionLimitProblem extends Error {
  readonly limit: number;

  constructor(limit: number) {
    super(`The app has reached its limit of ${limit} connections.`);
    this.name = 'ConnectionLimitProblem';
    this.limit = limit;
  }
}

/**
 * Allows access: adds the scopes to what the user allowed before, connects the chosen organisation and
 * answers with the address to redirect to. Ends in a ConsentProblem when the organisation is not the
 * user's, and in a ConnectionLimitProblem when the app has as many connections as it may have.
 */
export function allow(
  identity: Identity,
  visit: Authorisation,
  user: KnownUser,
  tenantId: string,
  connectionLimit: number,
  form: Switches['callbackForm'],
): string {
  if (!identity.organisationsOf(user).some(({ organisation }) => organisation.tenantId === tenantId)) {
    throw new ConsentProblem('Choose the organisation to connect.');
  }
  const connected = new Set(identity.connections().map((connection) => connection.tenantId));
  if (!connected.has(tenantId) && connected.size >= connectionLimit)
    throw new ConnectionLimitProblem(connectionLimit);
  const now = identity.clock.now().getTime();
  const eventId = randomUUID();
  const before = identity.grants.get(user.id)?.scopes ?? [];
  const scopes = [...new Set([...before, ...visit.scopes])];
  identity.grants.set(user.id, { userId: user.id, scopes, authorisedAt: now });
  identity.connect(user.id, tenantId, eventId);
  identity.authorisations.delete(visit.id);
  const code = randomBytes(32).toString('base64url');
  const { redirectUri, nonce, challenge } = visit;
  identity.codes.set(code, {
    userId: user.id,
    redirectUri,
    nonce,
    challenge,
    eventId,
    expiresAt: now + CODE_MS,
  });
  const more = { scope: visit.scopes.join(' '), ...(visit.scopes.includes('openid') && sessionState()) };
  return answer(visit, { code, ...(form === 'identity-server' && more) });
}

/** Refuses access: the address to redirect to carries `error=access_denied` and the state. */
export function deny(identity: Identity, visit: Authorisation): string {
  identity.authorisations.delete(visit.id);
  return answer(visit, { error: 'access_denied' });
}

/** What an OpenID Connect server gives a client for watching the session; here nothing ever changes in it. */
function sessionState(): { session_state: string } {
  return { session_state: `${randomBytes(32).toString('base64url')}.${randomBytes(16).toString('hex')}` };
}

function answer(visit: Authorisation, parameters: Record<string, string>): string {
  const url = new URL(visit.redirectUri);
  for (const [name, value] of Object.entries(parameters)) url.searchParams.set(name, value);
  if (visit.state !== null) url.searchParams.set('state', visit.state);
  return url.href;
}
