import { asObject } from '../wire/json.ts';

/** A grant's tokens. They belong to a person and an app, and may reach several organisations. */
export type TokenSet = {
  accessToken: string;
  /** Replaces the one it was asked with; Xero takes that one for another 30 minutes. Lasts 60 days unused. */
  refreshToken: string;
  /** When the access token ends, by the given clock; Xero's last 30 minutes. */
  expiresAt: Date;
  /** The permissions that were really granted; empty when Xero did not say. */
  scopes: string[];
  /** The `authEventId` of the connections that this consent made; null when the token does not tell. */
  authenticationEventId: string | null;
};

const DEFAULT_LIFE_SECONDS = 1800;

/** The part of the token endpoint's answer that is read here. */
export type TokenAnswer = {
  access_token: string;
  expires_in?: number | undefined;
  scope?: string | undefined;
};

/**
 * Builds the token set of an answer asked for at `askedAt`.
 * The claims are decoded and not verified: the token came directly from the token endpoint over TLS.
 */
export function readTokenSet(answer: TokenAnswer, refreshToken: string, askedAt: Date): TokenSet {
  const claims = readClaims(answer.access_token);
  const lifeSeconds = answer.expires_in ?? DEFAULT_LIFE_SECONDS;
  return {
    accessToken: answer.access_token,
    refreshToken,
    expiresAt: new Date(askedAt.getTime() + lifeSeconds * 1000),
    scopes: readScopes(answer.scope ?? claims.scope),
    authenticationEventId: textClaim(claims, 'authentication_event_id'),
  };
}

function readScopes(scope: unknown): string[] {
  if (Array.isArray(scope)) return scope.filter((name) => typeof name === 'string');
  return typeof scope === 'string' ? scope.split(' ').filter(Boolean) : [];
}

/** A token that is no JWT is not an error: it simply tells nothing. */
function readClaims(token: string): Record<string, unknown> {
  try {
    return asObject(JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8')));
  } catch {
    return {};
  }
}

function textClaim(claims: Record<string, unknown>, name: string): string | null {
  const value = claims[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
