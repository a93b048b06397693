import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { authoriseUrl, CALLBACK, connect, newCode } from '../test-client.ts';

let sandbox: Sandbox;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [
      { name: 'First', contacts: 2, invoices: 3 },
      { name: 'Second', contacts: 2, invoices: 3 },
    ],
    users: [
      { email: 'ana@demo.example', password: 'right', name: 'Ana Tane' },
      { email: 'ben@demo.example', password: 'right', name: 'Ben Reid', organisations: ['Second'] },
    ],
  });
});

afterAll(() => sandbox.close());

async function open(parameters: Record<string, string>): Promise<{ status: number; page: string }> {
  const response = await fetch(authoriseUrl(sandbox, parameters), { redirect: 'manual' });
  return { status: response.status, page: await response.text() };
}

/** Submits the form of a page and answers with what comes back, redirects not followed. */
async function submit(page: string, fields: Record<string, string>): Promise<Response> {
  const authorisation = /name="authorisation" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const action = /action="([^"]+)"/.exec(page)?.[1] ?? '';
  const body = new URLSearchParams({ authorisation, ...fields });
  return fetch(sandbox.url + action, { method: 'POST', body, redirect: 'manual' });
}

test.each([
  ['an unknown client', { client_id: 'stranger' }, 'unauthorized_client'],
  [
    'an unregistered redirect address',
    { redirect_uri: 'https://evil.example/xero/callback' },
    'redirect_uri',
  ],
  [
    'a redirect address on a look-alike host',
    { redirect_uri: 'http://localhost.evil.example/xero/callback' },
    'redirect_uri',
  ],
  [
    'a scope that does not exist',
    { scope: 'openid accounting.everything' },
    'unauthorized_client : Invalid scope for client',
  ],
  ['no scope', { scope: '' }, 'Invalid scope'],
  ['another response type', { response_type: 'token' }, 'unsupported_response_type'],
])('2: %s shows an error page and never redirects', async (_name, parameters, text) => {
  const response = await fetch(authoriseUrl(sandbox, parameters), { redirect: 'manual' });
  expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  expect(await response.text()).toContain(text);
});

test('2: with several things wrong there is still an error page only, and Cancel has nowhere to go', async () => {
  const { status, page } = await open({
    client_id: 'stranger',
    redirect_uri: 'https://evil.example/',
    scope: 'x',
  });
  expect(status).toBe(400);
  expect(page).not.toContain('evil.example');
  expect(page).not.toContain('<form');
});

test('a callback carries scope and session_state beside code and state, or not, as the switch says', async () => {
  const names = async () => [...new URL(await sandbox.authorise(authoriseUrl(sandbox))).searchParams.keys()];
  expect(await names()).toEqual(['code', 'scope', 'session_state', 'state']);
  sandbox.switches.callbackForm = 'code-and-state';
  expect(await names()).toEqual(['code', 'state']);
  sandbox.switches.callbackForm = 'identity-server';
});

test('the sign-in page greets, names the app and says that it is not Xero', async () => {
  const { page } = await open({});
  const text = page.replace(/<[^>]+>/g, '').replace(/\s+/g, ' ');
  expect(text).toContain('Welcome to Xero');
  expect(text).toContain('To authorise the application Ledgerport, simply log in to your Xero account');
  for (const label of ['Email address', 'Password', 'Login', 'Forgotten your password?', 'It is not Xero']) {
    expect(text).toContain(label);
  }
});

test('a wrong password shows the page again with the email kept', async () => {
  const { page } = await open({});
  const answer = await submit(page, { email: 'ana@demo.example', password: 'wrong' });
  const again = await answer.text();
  expect(again).toContain('Your email or password is incorrect');
  expect(again).toContain('value="ana@demo.example"');
});

test('the forgotten password page says what the password is', async () => {
  const page = await (await fetch(`${sandbox.url}/identity/forgotten-password`)).text();
  expect(page).toContain('ana@demo.example');
  expect(page).toContain('right');
});

test('the consent page cannot be reached without signing in', async () => {
  const { page } = await open({});
  const authorisation = /name="authorisation" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const skipped = await fetch(`${sandbox.url}/identity/consent?authorisation=${authorisation}`);
  expect(await skipped.text()).toContain('Welcome to Xero');
  const forced = await fetch(`${sandbox.url}/identity/consent`, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({
      authorisation,
      action: 'allow',
      tenantId: sandbox.organisations[0]?.tenantId ?? '',
    }),
  });
  expect(forced.headers.get('location')).toBeNull();
});

test('4: Cancel redirects with access_denied and the same state', async () => {
  const url = new URL(await sandbox.authorise(authoriseUrl(sandbox, { state: 'x&y=z' }), { deny: true }));
  expect(`${url.origin}${url.pathname}`).toBe(CALLBACK);
  expect(Object.fromEntries(url.searchParams)).toEqual({ error: 'access_denied', state: 'x&y=z' });
});

test('5: each visit connects exactly the chosen organisation, and a connected one still yields a code', async () => {
  const first = await connect(sandbox, 'First');
  const names = async (token: string) => {
    const response = await fetch(`${sandbox.url}/connections`, {
      headers: { authorization: `Bearer ${token}` },
    });
    return ((await response.json()) as { tenantName: string }[]).map(({ tenantName }) => tenantName);
  };
  expect(await names(first.tokens.access_token)).toEqual(['First']);
  await connect(sandbox, 'Second');
  expect(await names(first.tokens.access_token)).toEqual(['First', 'Second']);
  expect(await newCode(sandbox, {}, 'First')).not.toBe('');

  const { page } = await open({});
  const login = await submit(page, { email: 'ana@demo.example', password: 'right' });
  const consent = await (await fetch(sandbox.url + login.headers.get('location'))).text();
  expect(consent.match(/already connected/g)).toHaveLength(2);
  expect(consent).toContain('View and manage your invoices');
});

test('a user is offered only the organisations that are theirs', async () => {
  const walk = { email: 'ben@demo.example', organisation: 'First' };
  await expect(sandbox.authorise(authoriseUrl(sandbox), walk)).rejects.toThrow('does not offer');
});

test('a visit is over after a quarter of an hour', async () => {
  const { page } = await open({});
  sandbox.clock.advance(15 * 60_000);
  const answer = await submit(page, { email: 'ana@demo.example', password: 'right' });
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('start again');
});
