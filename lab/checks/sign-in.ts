import { createPublicKey, verify } from 'node:crypto';
import type { Theme } from '../check.ts';
import { isRow, rowsIn, text } from '../json.ts';
import { authoriseAddress, exchangeCode } from '../sign-in/authorise.ts';
import { claimsOf, refreshWith, type Session } from '../sign-in/session.ts';
import { callTokenEndpoint } from '../sign-in/token-endpoint.ts';
import { Skip } from '../skip.ts';
import { exchange } from '../wire.ts';
import type { Xero } from '../xero.ts';
import { anotherCode, signInAgain } from './again.ts';
import { oauthError, requireSecret } from './open-sign-in.ts';
import { holds } from './samples.ts';

const NONSENSE = { grant_type: 'refresh_token', refresh_token: 'nonsense' };
const AGAIN = 'needs a person who signs in again';
const MINUTE = 60_000;

/** Discovery, tokens, and the pages that lead to them. */
export const signIn: Theme = {
  title: 'Signing in',
  needs: [],
  checks: [
    {
      id: 'discovery-issuer',
      about: 'Discovery names Xero’s issuer and five endpoints',
      behaviours: [1],
      expected: 'as described',
      async run({ target }) {
        const { body } = await exchange(`${target.identity}/.well-known/openid-configuration`);
        const row = isRow(body) ? body : undefined;
        return holds({
          'issuer https://identity.xero.com': text(row, 'issuer') === 'https://identity.xero.com',
          ...Object.fromEntries(
            ['authorization', 'token', 'revocation', 'userinfo'].map((name) => [
              `${name}_endpoint`,
              text(row, `${name}_endpoint`) !== '',
            ]),
          ),
          jwks_uri: text(row, 'jwks_uri') !== '',
        });
      },
    },
    {
      id: 'token-answer',
      about: 'The token endpoint answers with a bearer token for half an hour',
      behaviours: [10],
      expected: 'Bearer, expires_in 1800',
      run: async ({ session }) =>
        `${text(session.tokens(), 'token_type')}, expires_in ${text(session.tokens(), 'expires_in')}`,
    },
    {
      id: 'access-token-claims',
      about: 'The access token is a JWT with Xero’s claims',
      behaviours: [10],
      expected: 'as described',
      async run({ session }) {
        const claims = claimsOf(text(session.tokens(), 'access_token'));
        return holds({
          'iss https://identity.xero.com': claims.iss === 'https://identity.xero.com',
          'aud https://identity.xero.com/resources': [claims.aud]
            .flat()
            .includes('https://identity.xero.com/resources'),
          'scope as a list': Array.isArray(claims.scope),
          ...Object.fromEntries(
            ['nbf', 'exp', 'client_id', 'xero_userid', 'jti', 'authentication_event_id'].map((name) => [
              name,
              name in claims,
            ]),
          ),
        });
      },
    },
    {
      id: 'id-token-signature',
      about: 'The id token is signed with a published key',
      behaviours: [1],
      expected: 'RS256, verified',
      run: verifiedIdToken,
    },
    {
      id: 'nonsense-refresh-token',
      about: 'A refresh token that nobody issued',
      behaviours: [11],
      expected: '400 invalid_grant',
      run: async ({ target }) => oauthError(await callTokenEndpoint(target, NONSENSE)),
    },
    {
      id: 'basic-raw-and-encoded',
      about: 'Basic authentication with both parts raw, and form-url-encoded',
      behaviours: [8],
      expected: 'both taken',
      async run({ target }) {
        requireSecret(target.clientSecret);
        const taken = async (how: 'basic' | 'basic encoded') =>
          text(bodyOf((await callTokenEndpoint(target, NONSENSE, how)).body), 'error') === 'invalid_grant';
        return (await taken('basic')) && (await taken('basic encoded')) ? 'both taken' : 'one refused';
      },
    },
    {
      id: 'wrong-secret',
      about: 'A wrong secret is told as invalid_client',
      behaviours: [8],
      expected: 'invalid_client',
      async run({ target }) {
        requireSecret(target.clientSecret);
        return text(
          bodyOf((await callTokenEndpoint(target, NONSENSE, 'basic', 'a wrong secret')).body),
          'error',
        );
      },
    },
    {
      id: 'no-redirect-on-error',
      about: 'An unknown callback or client ends on Xero’s own page, never at the callback',
      behaviours: [2],
      expected: 'as described',
      async run({ target }) {
        const callback = 'https://nobody.example/callback';
        return holds({
          'unknown callback': await staysAtXero(authoriseAddress(target, { redirect_uri: callback })),
          'unknown client': await staysAtXero(authoriseAddress(target, { client_id: 'nobody' })),
          'unknown scope': await staysAtXero(authoriseAddress(target, { scope: 'accounting.nonsense' })),
        });
      },
    },
    {
      id: 'client-credentials-broad-scope',
      about: 'Client credentials with a scope of before March 2026',
      behaviours: [3],
      expected: '400 invalid_scope',
      async run({ target, session }) {
        if (session.kind === 'person' && !target.sandbox) throw new Skip('needs a custom connection');
        const fields = { grant_type: 'client_credentials', scope: 'accounting.transactions' };
        return oauthError(await callTokenEndpoint(target, fields));
      },
    },
    {
      id: 'client-credentials',
      about: 'Client credentials take scope, and scopes with commas as Xero’s Node SDK sends them',
      behaviours: [17],
      expected: 'both taken, no refresh token',
      async run({ target, session }) {
        if (session.kind === 'person' && !target.sandbox) throw new Skip('needs a custom connection');
        const grant = { grant_type: 'client_credentials' };
        const spaced = await callTokenEndpoint(target, {
          ...grant,
          scope: 'accounting.invoices accounting.contacts',
        });
        const commas = await callTokenEndpoint(target, {
          ...grant,
          scopes: 'accounting.invoices,accounting.contacts',
        });
        if (spaced.status !== 200 || commas.status !== 200)
          return `scope ${spaced.status}, scopes ${commas.status}`;
        return text(bodyOf(spaced.body), 'refresh_token') === ''
          ? 'both taken, no refresh token'
          : 'with a refresh token';
      },
    },
    {
      id: 'code-once',
      about: 'A code can be exchanged once',
      behaviours: [6],
      expected: '200, then 400 invalid_grant',
      bundledOnly: AGAIN,
      async run(xero) {
        const grant = await anotherCode(xero);
        const first = await exchangeCode(xero.target, grant);
        return `${first.status}, then ${oauthError(await exchangeCode(xero.target, grant))}`;
      },
    },
    {
      id: 'code-five-minutes',
      about: 'A code is good for five minutes',
      behaviours: [6],
      expected: 'after 4:50 200, after 5:10 400 invalid_grant',
      bundledOnly: AGAIN,
      async run(xero) {
        const [early, late] = [await anotherCode(xero), await anotherCode(xero)];
        await xero.pass(4 * MINUTE + 50_000);
        const { status } = await exchangeCode(xero.target, early);
        await xero.pass(20_000);
        return `after 4:50 ${status}, after 5:10 ${oauthError(await exchangeCode(xero.target, late))}`;
      },
    },
    {
      id: 'pkce-wrong-verifier',
      about: 'A code with another verifier than its challenge’s',
      behaviours: [7],
      expected: '400 invalid_grant',
      bundledOnly: AGAIN,
      async run(xero) {
        const { code } = await anotherCode(xero);
        return oauthError(await exchangeCode(xero.target, { code, verifier: 'another'.repeat(8) }));
      },
    },
    {
      id: 'second-organisation',
      about: 'A second visit adds an organisation to what the same token reaches',
      behaviours: [5],
      expected: 'one more',
      bundledOnly: AGAIN,
      async run(xero) {
        const { sandbox } = xero.target;
        const before = rowsIn((await xero.host('GET', '/connections')).body).length;
        await sandbox?.authorise(authoriseAddress(xero.target), {
          organisation: sandbox.organisations[1]?.name ?? '',
        });
        const after = rowsIn((await xero.host('GET', '/connections')).body);
        return after.length === before + 1 ? 'one more' : `${after.length - before} more`;
      },
    },
    {
      id: 'refresh-rotates',
      about: 'A refresh hands out another refresh token, and the old one works on for a while',
      behaviours: [11],
      expected: 'another one; the old one works on',
      last: true,
      async run({ target, session }) {
        const old = refreshToken(session);
        await session.refresh();
        const rotated = refreshToken(session) !== old ? 'another one' : 'the same one';
        const again = await refreshWith(target, old);
        if (again.status === 200) await session.take(again);
        return `${rotated}; the old one ${again.status === 200 ? 'works on' : 'is refused'}`;
      },
    },
    {
      id: 'refresh-grace-ends',
      about: 'Half an hour after its replacement a refresh token is refused',
      switch: 'refreshGraceMinutes',
      behaviours: [11],
      expected: '400 invalid_grant',
      last: true,
      async run(xero) {
        const old = refreshToken(xero.session);
        await xero.session.refresh();
        await xero.pass(31 * MINUTE);
        return oauthError(await refreshWith(xero.target, old));
      },
    },
    {
      id: 'refresh-sixty-days',
      about: 'A refresh token that nobody used for 60 days',
      behaviours: [12],
      expected: 'after 59 days 200, after 61 more 400 invalid_grant',
      last: true,
      bundledOnly: 'takes 120 days',
      async run(xero) {
        const day = 24 * 60 * MINUTE;
        await xero.session.refresh();
        await xero.pass(59 * day);
        const first = await refreshWith(xero.target, refreshToken(xero.session));
        await xero.pass(61 * day);
        const late = await refreshWith(xero.target, text(bodyOf(first.body), 'refresh_token'));
        await signInAgain(xero);
        return `after 59 days ${first.status}, after 61 more ${oauthError(late)}`;
      },
    },
  ],
};

function bodyOf(body: unknown) {
  return isRow(body) ? body : undefined;
}

function refreshToken(session: Session): string {
  const token = text(session.tokens(), 'refresh_token');
  if (token === '') throw new Skip('there is no refresh token');
  return token;
}

async function staysAtXero(address: string): Promise<boolean> {
  const location = (await exchange(address)).headers.get('location');
  return location === null || new URL(location, address).hostname !== 'nobody.example';
}

async function verifiedIdToken({ target, session }: Xero): Promise<string> {
  const [head = '', claims = '', signature = ''] = text(session.tokens(), 'id_token').split('.');
  if (signature === '') throw new Skip('there is no id token');
  const { alg, kid } = JSON.parse(Buffer.from(head, 'base64url').toString('utf8')) as {
    alg: string;
    kid: string;
  };
  const { body } = await exchange(`${target.identity}/.well-known/openid-configuration/jwks`);
  const jwk = rowsIn(bodyOf(body)?.keys).find((key) => key.kid === kid);
  if (!jwk) return `${alg}, its key is not published`;
  const key = createPublicKey({
    key: { kty: text(jwk, 'kty'), n: text(jwk, 'n'), e: text(jwk, 'e') },
    format: 'jwk',
  });
  const good = verify('sha256', Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, 'base64url'));
  return `${alg}, ${good ? 'verified' : 'not verified'}`;
}
