import { createHash, randomUUID } from 'node:crypto';
import type { Switches } from '../switches.ts';
import { checkClient } from './client-authentication.ts';
import type { Identity } from './identity.ts';
import { NOBODY, type RefreshToken } from './records.ts';
import { allowedScopes, splitScopes } from './scopes.ts';
import { ACCESS_TOKEN_SECONDS, issueTokens } from './tokens.ts';

const REFRESH_TOKEN_DAYS = 60;
const MINUTE = 60_000;
const DAY = 86_400_000;

/** What the token endpoint answers: a token body, or an OAuth error. */
export type TokenAnswer = Record<string, unknown> | { readonly error: string };

/** Handles POST /connect/token; what does not fit ends in the snake_case error of OAuth 2.0. */
export async function exchange(
  identity: Identity,
  authorization: string | undefined,
  body: URLSearchParams,
  switches: Switches,
): Promise<TokenAnswer> {
  const client = checkClient(identity.app, authorization, body);
  if (client !== 'ok') return { error: client };
  const grantType = body.get('grant_type');
  const people = identity.app.customConnection === undefined;
  if (!people && (grantType === 'authorization_code' || grantType === 'refresh_token'))
    return { error: 'unauthorized_client' };
  switch (grantType) {
    case 'authorization_code':
      return exchangeCode(identity, body);
    case 'refresh_token':
      return exchangeRefreshToken(identity, body, switches);
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
 * Every refresh hands out a new refresh token. The old one goes on working for the grace period (Xero's questions and
 * answers on OAuth 2.0), in which each use hands out another new pair or, as the switch says, the same one.
 */
async function exchangeRefreshToken(
  identity: Identity,
  body: URLSearchParams,
  { refreshGraceMinutes, refreshInGrace }: Switches,
): Promise<TokenAnswer> {
  const old = identity.refreshTokens.get(body.get('refresh_token') ?? '');
  const user = old && identity.user(old.userId);
  const grant = old && identity.grants.get(old.userId);
  if (!user || !grant) return INVALID_GRANT;
  const now = identity.clock.now().getTime();
  const outlived = now - old.issuedAt > REFRESH_TOKEN_DAYS * DAY;
  if (outlived || (old.replacedAt !== null && now - old.replacedAt > refreshGraceMinutes * MINUTE)) {
    identity.refreshTokens.delete(old.token);
    return INVALID_GRANT;
  }
  const again = refreshInGrace === 'same-pair';
  if (again && old.replacement) return sameAgain(old, now);
  const { eventId } = old;
  const { scopes, authorisedAt } = grant;
  const replacement = issueTokens(identity, { user, scopes, eventId, nonce: null, authorisedAt });
  // Noted before it is made: a second refresh may come in at the same moment.
  const noted = { ...old, replacedAt: old.replacedAt ?? now, ...(again && { replacement }) };
  identity.refreshTokens.set(old.token, noted);
  return replacement;
}

/** The answer that already replaced this token, with the seconds that its access token has left. */
async function sameAgain({ replacedAt, replacement }: RefreshToken, now: number): Promise<TokenAnswer> {
  const left = ACCESS_TOKEN_SECONDS - Math.floor((now - (replacedAt ?? now)) / 1000);
  return { ...(await replacement), expires_in: Math.max(0, left) };
}

/**
 * No person stands behind this grant: it reaches the organisation of a custom connection, and none for any other app.
 * The Node SDK misnames `scope` as `scopes`.
 */
async function clientCredentials(identity: Identity, body: URLSearchParams): Promise<TokenAnswer> {
  const scopes = splitScopes(body.get('scope') ?? body.get('scopes') ?? '');
  if (identity.app.clientSecret === '') return { error: 'unauthorized_client' };
  if (!allowedScopes(identity.app, identity.tier, identity.today(), scopes))
    return { error: 'invalid_scope' };
  const authorisedAt = identity.clock.now().getTime();
  const eventId = identity.connections(NOBODY)[0]?.authEventId ?? randomUUID();
  return issueTokens(identity, { user: undefined, scopes, eventId, nonce: null, authorisedAt });
}

const INVALID_GRANT = { error: 'invalid_grant' };

/** The S256 challenge of a verifier; a verifier of the wrong form matches none (RFC 7636). */
function challengeOf(verifier: string): string | undefined {
  if (!/^[\w.~-]{43,128}$/.test(verifier)) return undefined;
  return createHash('sha256').update(verifier).digest('base64url');
}
