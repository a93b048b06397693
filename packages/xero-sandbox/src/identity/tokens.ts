import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Identity, KnownUser } from './identity.ts';
import { NOBODY } from './records.ts';
import { liveScopes } from './scopes.ts';

/** The issuer in tokens and discovery: real Xero's, wherever the sandbox runs (Xero's OpenID discovery). */
export const ISSUER = 'https://identity.xero.com';

/** How long an access token lives (Xero's questions and answers on OAuth 2.0). */
export const ACCESS_TOKEN_SECONDS = 1800;
const ID_TOKEN_SECONDS = 300;

/** What a token answer is made from. */
export interface TokenRequest {
  readonly user: KnownUser | undefined;
  readonly scopes: readonly string[];
  readonly eventId: string;
  readonly nonce: string | null;
  readonly authorisedAt: number;
}

/** The body of a 200 from the token endpoint; whether it has a refresh and an id token depends on the scopes. */
export async function issueTokens(
  identity: Identity,
  request: TokenRequest,
): Promise<Record<string, unknown>> {
  const { user, eventId } = request;
  const now = identity.clock.now().getTime();
  const scopes = liveScopes(request.scopes, identity.today());
  const accessToken = await signAccessToken(identity, { ...request, scopes });
  const body: Record<string, unknown> = {
    access_token: accessToken,
    expires_in: ACCESS_TOKEN_SECONDS,
    token_type: 'Bearer',
    scope: scopes.join(' '),
  };
  if (user && scopes.includes('openid'))
    body.id_token = await signIdToken(identity, request, user, accessToken);
  if (user && scopes.includes('offline_access')) {
    const token = randomBytes(32).toString('base64url');
    identity.refreshTokens.set(token, { token, userId: user.id, eventId, issuedAt: now, replacedAt: null });
    body.refresh_token = token;
  }
  return body;
}

async function signAccessToken(identity: Identity, request: TokenRequest): Promise<string> {
  const userId = request.user?.id ?? NOBODY;
  const claims = {
    client_id: identity.app.clientId,
    xero_userid: userId,
    global_session_id: randomUUID().replaceAll('-', ''),
    sid: randomUUID().replaceAll('-', ''),
    authentication_event_id: request.eventId,
    auth_time: Math.floor(request.authorisedAt / 1000),
    scope: request.scopes,
    amr: ['pwd'],
  };
  return sign(identity, claims, userId, `${ISSUER}/resources`, ACCESS_TOKEN_SECONDS);
}

async function signIdToken(
  identity: Identity,
  request: TokenRequest,
  user: KnownUser,
  accessToken: string,
): Promise<string> {
  const [givenName = '', ...familyNames] = user.name.split(' ');
  const claims = {
    at_hash: createHash('sha256').update(accessToken).digest().subarray(0, 16).toString('base64url'),
    ...(request.nonce !== null && { nonce: request.nonce }),
    sid: randomUUID().replaceAll('-', ''),
    auth_time: Math.floor(request.authorisedAt / 1000),
    idp: 'local',
    xero_userid: user.id,
    global_session_id: randomUUID().replaceAll('-', ''),
    preferred_username: user.email,
    email: user.email,
    given_name: givenName,
    family_name: familyNames.join(' '),
    amr: ['pwd'],
  };
  return sign(identity, claims, user.id, identity.app.clientId, ID_TOKEN_SECONDS);
}

async function sign(
  identity: Identity,
  claims: Record<string, unknown>,
  userId: string,
  audience: string,
  seconds: number,
): Promise<string> {
  const { privateKey, publicJwk } = await identity.key();
  const now = Math.floor(identity.clock.now().getTime() / 1000);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: publicJwk.kid ?? '' })
    .setIssuer(ISSUER)
    .setAudience(audience)
    .setSubject(userId.replaceAll('-', ''))
    .setJti(randomUUID().replaceAll('-', ''))
    .setIssuedAt(now)
    .setNotBefore(now)
    .setExpirationTime(now + seconds)
    .sign(privateKey);
}

/** A bearer token as the API sees it. */
export type Bearer =
  | { readonly kind: 'valid'; readonly userId: string; readonly scopes: readonly string[] }
  | { readonly kind: 'expired'; readonly at: Date }
  | { readonly kind: 'invalid' };

/** Checks an Authorization header's token: its signature, its audience and, by the sandbox's clock, its age. */
export async function readBearer(identity: Identity, authorization: string | undefined): Promise<Bearer> {
  const token = /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) return { kind: 'invalid' };
  try {
    const { publicKey } = await identity.key();
    const { payload } = await jwtVerify(token, publicKey, {
      issuer: ISSUER,
      audience: `${ISSUER}/resources`,
      currentDate: identity.clock.now(),
    });
    const { scope, xero_userid: userId } = payload;
    if (typeof userId !== 'string' || !Array.isArray(scope)) return { kind: 'invalid' };
    return { kind: 'valid', userId, scopes: scope };
  } catch (error) {
    if (error instanceof errors.JWTExpired)
      return { kind: 'expired', at: new Date((error.payload.exp ?? 0) * 1000) };
    return { kind: 'invalid' };
  }
}
