import { randomUUID } from 'node:crypto';
import { registered } from './app.ts';
import type { Identity } from './identity.ts';
import type { Authorisation } from './records.ts';
import { allowedScopes, splitScopes } from './scopes.ts';

const VISIT_MS = 15 * 60_000;

/** An authorise request that Xero answers with its own error page; nobody is ever redirected by it. */
export class AuthoriseProblem extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'AuthoriseProblem';
  }
}

/** Begins a visit from the query of the authorise address; ends in an AuthoriseProblem when it is not in order. */
export function beginAuthorisation(identity: Identity, query: URLSearchParams): Authorisation {
  const { app, clock } = identity;
  const redirectUri = query.get('redirect_uri') ?? '';
  const scopes = splitScopes(query.get('scope') ?? '');
  const challenge = query.get('code_challenge');
  if (query.get('client_id') !== app.clientId)
    throw new AuthoriseProblem('unauthorized_client : Unknown client');
  if (!registered(app, redirectUri)) throw new AuthoriseProblem('invalid_request : Invalid redirect_uri');
  if (query.get('response_type') !== 'code') throw new AuthoriseProblem('unsupported_response_type');
  if (app.customConnection !== undefined)
    throw new AuthoriseProblem('unauthorized_client : Invalid grant type for client');
  if (!allowedScopes(app, identity.tier, identity.today(), scopes))
    throw new AuthoriseProblem('unauthorized_client : Invalid scope for client');
  if (challenge === null && app.clientSecret === '')
    throw new AuthoriseProblem('invalid_request : code challenge required');
  if (challenge !== null && query.get('code_challenge_method') !== 'S256') {
    throw new AuthoriseProblem('invalid_request : Transform algorithm not supported');
  }
  const visit: Authorisation = {
    id: randomUUID(),
    redirectUri,
    state: query.get('state'),
    nonce: query.get('nonce'),
    scopes,
    challenge,
    expiresAt: clock.now().getTime() + VISIT_MS,
    userId: null,
  };
  identity.authorisations.set(visit.id, visit);
  return visit;
}

/** The visit that a form belongs to; ends in an AuthoriseProblem when it is over or never began. */
export function continueAuthorisation(identity: Identity, id: string): Authorisation {
  const visit = identity.authorisations.get(id);
  if (!visit || visit.expiresAt <= identity.clock.now().getTime()) {
    throw new AuthoriseProblem('invalid_request : This sign-in is over. Go back to the app and start again');
  }
  return visit;
}
