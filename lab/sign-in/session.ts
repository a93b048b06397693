import type { Answer } from '../answer.ts';
import { isRow, type Row, text } from '../json.ts';
import type { Target } from '../target.ts';
import { exchangeCode, type Grant, requireTokens } from './authorise.ts';
import { callTokenEndpoint } from './token-endpoint.ts';

/** Access to Xero. Its tokens are for sending only: no line, file or error of the lab carries one. */
export interface Session {
  readonly kind: 'person' | 'custom connection';
  /** What the token was given. */
  readonly scopes: readonly string[];
  /** The newest body of the token endpoint. */
  tokens(): Row;
  /** Replaces the tokens; ends in an error when that is refused. */
  refresh(): Promise<void>;
  /** Goes on with the tokens of another sign-in. */
  take(answer: Answer): Promise<void>;
}

/** Signs in with a code. */
export async function sessionByCode(target: Target, grant: Grant): Promise<Session> {
  return personal(target, requireTokens(await exchangeCode(target, grant)), async () => {});
}

/** Goes on from an earlier sign-in; `keep` gets each new refresh token before it is used. */
export async function sessionByRefreshToken(
  target: Target,
  refreshToken: string,
  keep: (refreshToken: string) => Promise<void>,
): Promise<Session> {
  const answer = requireTokens(await refreshWith(target, refreshToken));
  await keepNewest(answer, keep);
  return personal(target, answer, keep);
}

/** Opens a custom connection, for which nobody signs in; its scopes were chosen when it was set up. */
export async function customConnection(target: Target, scopes: readonly string[]): Promise<Session> {
  const fetchTokens = async () =>
    rowOf(
      requireTokens(
        await callTokenEndpoint(target, { grant_type: 'client_credentials', scope: scopes.join(' ') }),
      ),
    );
  let tokens = await fetchTokens();
  return {
    kind: 'custom connection',
    scopes: scopesOf(tokens),
    tokens: () => tokens,
    async refresh() {
      tokens = await fetchTokens();
    },
    async take(answer) {
      tokens = rowOf(answer);
    },
  };
}

/** The refresh grant. */
export function refreshWith(target: Target, refreshToken: string): Promise<Answer> {
  return callTokenEndpoint(target, { grant_type: 'refresh_token', refresh_token: refreshToken });
}

/** The claims of a JWT, unverified; none when it is no JWT. */
export function claimsOf(token: string): Row {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'));
    return isRow(claims) ? claims : {};
  } catch {
    return {};
  }
}

function personal(target: Target, first: Answer, keep: (refreshToken: string) => Promise<void>): Session {
  let tokens = rowOf(first);
  const session: Session = {
    kind: 'person',
    scopes: scopesOf(tokens),
    tokens: () => tokens,
    refresh: async () =>
      session.take(requireTokens(await refreshWith(target, text(tokens, 'refresh_token')))),
    async take(answer) {
      await keepNewest(answer, keep);
      // An answer without an id token keeps the first one, which the checks of it look at.
      tokens = { ...tokens, ...rowOf(answer) };
    },
  };
  return session;
}

async function keepNewest(answer: Answer, keep: (refreshToken: string) => Promise<void>): Promise<void> {
  const newest = text(rowOf(answer), 'refresh_token');
  if (newest !== '') await keep(newest);
}

function rowOf(answer: Answer): Row {
  return isRow(answer.body) ? answer.body : {};
}

function scopesOf(tokens: Row): string[] {
  const claimed = claimsOf(text(tokens, 'access_token')).scope;
  if (Array.isArray(claimed)) return claimed.map(String);
  return text(tokens, 'scope')
    .split(' ')
    .filter((scope) => scope !== '');
}
