import * as oauth from 'openid-client';
import { isLoopbackHttp, type XeroAddresses } from '../addresses.ts';
import type { Clock } from '../clock.ts';
import { XeroError } from '../error.ts';
import { send } from '../wire/http.ts';
import { type Connection, deleteConnection, listConnections } from './connections.ts';
import { readOAuthFailure } from './failure.ts';
import { readTokenSet, type TokenSet } from './token-set.ts';

/** Sign-in with Xero. Every method throws XeroError and nothing else. */
export type XeroOAuth = {
  /**
   * Begins a sign-in: the address to send the person to, and the two secrets that `finish` must be given.
   * PKCE with S256 and a random state; both belong into the person's own session.
   */
  start(input: {
    redirectUri: string;
    scopes: readonly string[];
  }): Promise<{ url: string; state: string; codeVerifier: string }>;
  /**
   * Exchanges the code that came back. `denied` when the person pressed Cancel, `reconnect` when the code was
   * used or is older than 5 minutes, `rejected` when the state is not the expected one.
   */
  finish(input: {
    callbackUrl: string;
    redirectUri: string;
    expectedState: string;
    codeVerifier: string;
  }): Promise<TokenSet>;
  /** New tokens for a refresh token. `reconnect` (invalid_grant) is the only end of a grant. */
  refresh(refreshToken: string): Promise<TokenSet>;
  /** Ends the grant, and with it all connections of that person to the app. */
  revoke(refreshToken: string): Promise<void>;
  connections(accessToken: string, filter?: { authEventId?: string }): Promise<Connection[]>;
  disconnect(accessToken: string, connectionId: string): Promise<void>;
};

/**
 * Creates the sign-in client of one Xero app (confidential, HTTP Basic).
 * The endpoints are fixed rather than discovered: a discovery that fails would stop working grants.
 * `timeoutMs` bounds each call (30 s).
 */
export function createXeroOAuth(options: {
  clientId: string;
  clientSecret: string;
  addresses: XeroAddresses;
  clock: Clock;
  timeoutMs?: number;
}): XeroOAuth {
  const { addresses, clock, timeoutMs = 30_000 } = options;
  const config = configure(options, timeoutMs);
  const api = { apiUrl: addresses.apiUrl, clock, timeoutMs };

  return {
    async start({ redirectUri, scopes }) {
      const state = oauth.randomState();
      const codeVerifier = oauth.randomPKCECodeVerifier();
      const url = oauth.buildAuthorizationUrl(config, {
        redirect_uri: redirectUri,
        scope: scopes.join(' '),
        state,
        code_challenge: await oauth.calculatePKCECodeChallenge(codeVerifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, state, codeVerifier };
    },

    async finish({ callbackUrl, redirectUri, expectedState, codeVerifier }) {
      // Behind a proxy the address that the callback arrived at may not be the registered one.
      const url = new URL(redirectUri);
      url.search = new URL(callbackUrl, redirectUri).search;
      if (url.searchParams.get('state') !== expectedState) throw new XeroError('rejected', WRONG_STATE);
      const askedAt = clock.now();
      const checks = { expectedState, pkceCodeVerifier: codeVerifier };
      const answer = await failing(() => oauth.authorizationCodeGrant(config, url, checks));
      if (!answer.refresh_token) throw new XeroError('unexpected', NO_REFRESH_TOKEN);
      return readTokenSet(answer, answer.refresh_token, askedAt);
    },

    async refresh(refreshToken) {
      const askedAt = clock.now();
      const answer = await failing(() => oauth.refreshTokenGrant(config, refreshToken));
      return readTokenSet(answer, answer.refresh_token ?? refreshToken, askedAt);
    },

    async revoke(refreshToken) {
      await failing(() => oauth.tokenRevocation(config, refreshToken));
    },

    connections: (accessToken, filter = {}) => listConnections(api, accessToken, filter),
    disconnect: (accessToken, connectionId) => deleteConnection(api, accessToken, connectionId),
  };
}

const WRONG_STATE =
  'This sign-in was not begun here, or was begun again since. Start once more; nothing was changed.';
const NO_REFRESH_TOKEN = 'Xero gave no lasting access. The permission offline_access must be asked for.';

function configure(
  options: { clientId: string; clientSecret: string; addresses: XeroAddresses },
  timeoutMs: number,
): oauth.Configuration {
  const { loginUrl, identityUrl } = options.addresses;
  const server = {
    issuer: identityUrl,
    authorization_endpoint: `${loginUrl}/identity/connect/authorize`,
    token_endpoint: `${identityUrl}/connect/token`,
    revocation_endpoint: `${identityUrl}/connect/revocation`,
  };
  const authentication = oauth.ClientSecretBasic(options.clientSecret);
  const config = new oauth.Configuration(server, options.clientId, {}, authentication);
  if (isLoopbackHttp(identityUrl)) oauth.allowInsecureRequests(config);
  config.timeout = timeoutMs / 1000;
  config[oauth.customFetch] = (url, request) => exchange(url, request, timeoutMs);
  return config;
}

/** Sends what the library asks for, and turns the answers that say nothing about the grant into XeroError before it reads them. */
async function exchange(
  url: string,
  request: oauth.CustomFetchOptions,
  timeoutMs: number,
): Promise<Response> {
  const { status, headers, body } = await send({
    method: request.method === 'GET' ? 'GET' : 'POST',
    url,
    headers: request.headers,
    ...(request.body && { body: String(request.body) }),
    timeoutMs,
    signal: request.signal,
  });
  if (status === 429) {
    const wait = Number(headers['retry-after']) || null;
    throw new XeroError('rate_limited', "Xero's sign-in asks to wait.", { status, retryAfterSeconds: wait });
  }
  if (status >= 500 || headers['content-type']?.includes('html'))
    throw new XeroError('unavailable', `Xero's sign-in is not available just now (${status}).`, { status });
  const named = Object.entries(headers).flatMap(([name, value]): [string, string][] =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return new Response(body.length > 0 ? body : null, { status, headers: named });
}

async function failing<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw readOAuthFailure(error);
  }
}
