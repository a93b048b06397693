import { type Answer, shortened } from '../answer.ts';
import type { Theme } from '../check.ts';
import { isRow, text } from '../json.ts';
import { authoriseAddress } from '../sign-in/authorise.ts';
import { refreshWith } from '../sign-in/session.ts';
import { callTokenEndpoint } from '../sign-in/token-endpoint.ts';
import { Skip } from '../skip.ts';
import { SCOPES } from '../target.ts';
import { exchange } from '../wire.ts';
import type { Xero } from '../xero.ts';

/** What Xero's documentation leaves open about signing in. */
export const openSignIn: Theme = {
  title: 'Open questions: signing in',
  needs: [],
  checks: [
    {
      id: 'discovery-document',
      about: 'What the discovery document holds',
      behaviours: [1],
      async run({ target }) {
        const { body } = await exchange(`${target.identity}/.well-known/openid-configuration`);
        if (!isRow(body)) throw new Skip('it is no JSON');
        return Object.keys(body).toSorted().join(', ');
      },
    },
    ...[
      'code_challenge_methods_supported',
      'token_endpoint_auth_methods_supported',
      'grant_types_supported',
    ].map((name) => ({
      id: `discovery-${name.split('_').slice(0, 2).join('-')}`,
      about: `What discovery says of ${name}`,
      behaviours: [1],
      async run({ target }: Xero) {
        const { body } = await exchange(`${target.identity}/.well-known/openid-configuration`);
        const value = isRow(body) ? body[name] : undefined;
        return Array.isArray(value) ? value.map(String).toSorted().join(', ') : 'nothing';
      },
    })),
    {
      id: 'invalid-client-status',
      about: 'The status of invalid_client',
      switch: 'invalidClientStatus',
      behaviours: [8],
      async run({ target }) {
        requireSecret(target.clientSecret);
        const fields = { grant_type: 'refresh_token', refresh_token: 'nonsense' };
        return oauthError(await callTokenEndpoint(target, fields, 'basic', 'a wrong secret'));
      },
    },
    {
      id: 'secret-in-body',
      about: 'Whether client_id and client_secret are taken from the body',
      behaviours: [8],
      async run({ target }) {
        requireSecret(target.clientSecret);
        const fields = { grant_type: 'refresh_token', refresh_token: 'nonsense' };
        const answer = await callTokenEndpoint(target, fields, 'body');
        return text(isRow(answer.body) ? answer.body : undefined, 'error') === 'invalid_grant'
          ? 'yes'
          : `no: ${oauthError(answer)}`;
      },
    },
    {
      id: 'unknown-grant-type',
      about: 'A grant type that does not exist',
      run: async ({ target }) => oauthError(await callTokenEndpoint(target, { grant_type: 'nonsense' })),
    },
    {
      id: 'bad-callback-page',
      about: 'The page for a callback that was never registered',
      behaviours: [2],
      run: ({ target }) =>
        errorPage(authoriseAddress(target, { redirect_uri: 'https://nobody.example/callback' })),
    },
    {
      id: 'bad-scope-page',
      about: 'The page for a scope that does not exist',
      behaviours: [2],
      run: ({ target }) => errorPage(authoriseAddress(target, { scope: 'openid accounting.nonsense' })),
    },
    {
      id: 'denial',
      about: 'What comes back when a person denies access',
      behaviours: [4],
      bundledOnly: 'needs a person who signs in and denies',
      async run({ target }) {
        const callback = await target.sandbox?.authorise(authoriseAddress(target, { state: 'a state' }), {
          deny: true,
        });
        const { searchParams } = new URL(callback ?? target.redirectUri);
        return [...searchParams].map(([name, value]) => `${name}=${value}`).join(', ');
      },
    },
    {
      id: 'success-parameters',
      about: 'What comes back beside the code when a person allows access',
      switch: 'callbackForm',
      behaviours: [4],
      bundledOnly: 'needs a person who signs in again',
      async run({ target }) {
        const callback = await target.sandbox?.authorise(
          authoriseAddress(target, { scope: SCOPES.join(' ') }),
        );
        return [...new URL(callback ?? target.redirectUri).searchParams.keys()].toSorted().join(', ');
      },
    },
    {
      id: 'connection-limit-page',
      about: 'What the user reads when the app has no connection left',
      behaviours: [16],
      async run() {
        throw new Skip('needs an app at its limit and a person who looks');
      },
    },
    {
      id: 'refresh-twice',
      about: 'Two refreshes with the same token, one after the other',
      switch: 'refreshInGrace',
      behaviours: [11],
      last: true,
      async run({ target, session }) {
        const old = text(session.tokens(), 'refresh_token');
        if (old === '') throw new Skip('there is no refresh token');
        await session.refresh();
        const first = text(session.tokens(), 'refresh_token');
        const again = await refreshWith(target, old);
        if (again.status !== 200) return `the second is refused: ${oauthError(again)}`;
        // Whichever answer came last is the one to go on with: it may have ended the others.
        await session.take(again);
        if (text(session.tokens(), 'refresh_token') === first) return 'the same pair again';
        const late = await refreshWith(target, first);
        if (late.status === 200) await session.take(late);
        return `another pair; the first ${late.status === 200 ? 'works on' : `is refused: ${oauthError(late)}`}`;
      },
    },
  ],
};

/** `400 invalid_grant`, with its description if it has one. */
export function oauthError({ status, body, text: whole }: Answer): string {
  const row = isRow(body) ? body : undefined;
  const description = text(row, 'error_description');
  return `${status} ${text(row, 'error') || shortened(whole, 60)}${description === '' ? '' : ` (${description})`}`;
}

export function requireSecret(secret: string): void {
  if (secret === '') throw new Skip('the app has no secret');
}

/** What a browser is shown: the status, and the page's words or where it is sent on to. */
async function errorPage(address: string): Promise<string> {
  const { status, headers, text: page } = await exchange(address);
  const location = headers.get('location');
  if (location === null) return `${status}: ${shortened(page, 100)}`;
  const { host, pathname } = new URL(location, address);
  return `${status} to ${host === new URL(address).host ? '' : host}${pathname}`;
}
