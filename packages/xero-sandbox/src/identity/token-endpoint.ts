import { createHash, randomUUID } from 'node:crypto';
import { checkClient } from './client-authentication.ts';
import type { Identity } from './identity.ts';
import { allowedScopes, splitScopes } from './scopes.ts';
import { issueTokens } from './tokens.ts';

const REFRESH_TOKEN_DAYS = 60;
const DAY = 86_400_000;

/** What the token endpoint answers: a token body, or an OAuth error for a 400. */
export type TokenAnswer = Record<string, unknown> | { readonly error: string };

/** Handles POST /connect/token. `graceMs` is how long a replaced refresh token still works. */
export async function exchange(
  identity: Identity,
  authorization: string | undefined,
  body: URLSearchParams,
  graceMs: number,
): Promise<TokenAnswer> {
  const client = checkClient(identity.app, authorization, body);
  if (client !== 'ok') return { error: client };
  switch (body.get('grant_type')) {
    case 'authorization_code':
      return exchangeCode(identity, body);
    case 'refresh_token':
      return exchangeRefreshToken(identity, body, graceMs);
    case 'client_credentials':
      return clientCredentials(identity, body);
    case null:
      return { error: 'invalid_request' };
    default:
      return { error: 'unsupported_grant_type' };
  }
}

async function exchangeCode(identity: Identity, body: URLSearchParams): Promise<TokenAnswer> {
  const text = body.get('code') ?? '';
  const code = identity.codes.get(text);
  // Single use: even an exchange that fails spends the code.
  identity.codes.delete(text);
  const now = identity.clock.now().getTime();
  if (!code || code.expiresAt <= now || code.redirectUri !== body.get('redirect_uri')) return INVALID_GRANT;
  if (code.challenge !== null && challengeOf(body.get('code_verifier') ?? '') !== code.challenge)
    return INVALID_GRANT;
  const user = identity.user(code.userId);
  const grant = identity.grants.get(code.userId);
  if (!user || !grant) return INVALID_GRANT;
  const { eventId, nonce } = code;
  return issueTokens(identity, {
    user,
    scopes: grant.scopes,
    eventId,
    nonce,
    authorisedAt: grant.authorisedAt,
  });
}

/**
 * Every refresh hands out a new refresh token. The old one goes on working for the grace period, in which
 * each use hands out another new pair; all those pairs are valid (what Xero does there is not documented).
 */
async function exchangeRefreshToken(
  identity: Identity,
  body: URLSearchParams,
  graceMs: number,
): Promise<TokenAnswer> {
  const old = identity.refreshTokens.get(body.get('refresh_token') ?? '');
  const user = old && identity.user(old.userId);
  const grant = old && identity.grants.get(old.userId);
  if (!user || !grant) return INVALID_GRANT;
  const now = identity.clock.now().getTime();
  const outlived = now - old.issuedAt > REFRESH_TOKEN_DAYS * DAY;
  if (outlived || (old.replacedAt !== null && now - old.replacedAt > graceMs)) {
    identity.refreshTokens.delete(old.token);
    return INVALID_GRANT;
  }
  identity.refreshTokens.set(old.token, { ...old, replacedAt: old.replacedAt ?? now });
  const { eventId } = old;
  return issueTokens(identity, {
    user,
    scopes: grant.scopes,
    eventId,
    nonce: null,
    authorisedAt: grant.authorisedAt,
  });
}

/** No person stands behind this grant, so it reaches no organisation. The Node SDK misnames `scope` as `scopes`. */
async function clientCredentials(identity: Identity, body: URLSearchParams): Promise<TokenAnswer> {
  const scopes = splitScopes(body.get('scope') ?? body.get('scopes') ?? '');
  if (identity.app.clientSecret === '') return { error: 'unauthorized_client' };
  if (!allowedScopes(scopes)) return { error: 'invalid_scope' };
  const authorisedAt = identity.clock.now().getTime();
  return issueTokens(identity, { user: undefined, scopes, eventId: randomUUID(), nonce: null, authorisedAt });
}

const INVALID_GRANT = { error: 'invalid_grant' };

/** The S256 challenge of a verifier; a verifier of the wrong form matches none (RFC 7636). */
function challengeOf(verifier: string): string | undefined {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return undefined;
  return createHash('sha256').update(verifier).digest('base64url');
}
