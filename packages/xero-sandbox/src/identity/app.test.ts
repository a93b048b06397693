import { afterEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { authoriseUrl, connect, exchangeCode, newCode, refresh, token } from '../test-client.ts';
import { mayRead, mayWrite } from './scopes.ts';

const OLD = '2026-03-01';
const INVALID_SCOPE = 'unauthorized_client : Invalid scope for client';

let sandbox: Sandbox;

afterEach(() => sandbox.close());

async function start(options: SandboxOptions, organisations = 1): Promise<void> {
  const names = Array.from({ length: organisations }, (_, index) => `Organisation ${index + 1}`);
  sandbox = await startSandbox({
    organisations: names.map((name) => ({ name, contacts: 1, invoices: 1 })),
    clock: { now: () => new Date('2026-11-01T12:00:00Z') },
    ...options,
  });
}

async function page(scope: string): Promise<string> {
  return (await fetch(authoriseUrl(sandbox, { scope }), { redirect: 'manual' })).text();
}

test.each(['accounting.transactions', 'accounting.transactions.read', 'accounting.reports.read'])(
  '3: an app made since March 2026 that asks for %s is refused on a page and at the token endpoint',
  async (scope) => {
    await start({ app: { createdOn: '2026-03-02' } });
    expect(await page(`openid ${scope}`)).toContain(`Error: ${INVALID_SCOPE}`);
    const answer = await token(sandbox, { grant_type: 'client_credentials', scope });
    expect(answer).toEqual({ status: 400, body: { error: 'invalid_scope' } });
  },
);

test('3: an older app may mix both kinds of scopes, and a broad one opens what the granular ones open', async () => {
  await start({ app: { createdOn: OLD } });
  const app = await connect(sandbox, undefined, 'accounting.transactions.read accounting.contacts.read');
  expect((await app.call('Invoices')).status).toBe(200);
  expect((await app.call('Contacts')).status).toBe(200);
  expect((await app.call('Accounts')).status).toBe(401);
});

test('3: broad scopes end on 13 September 2027, for a consent and for the next token', async () => {
  await start({ app: { createdOn: OLD } });
  const scope = 'offline_access accounting.transactions accounting.contacts.read';
  const { tokens } = await connect(sandbox, undefined, scope);
  expect(tokens.scope).toBe(scope);
  // In steps, because a refresh token that nobody uses lives 60 days only.
  let last = tokens.refresh_token;
  for (let month = 1; month <= 6; month += 1) {
    sandbox.clock.advance(52.7 * 86_400_000);
    const { body } = await refresh(sandbox, last);
    expect(body.scope.includes('accounting.transactions')).toBe(
      sandbox.clock.now().toISOString() < '2027-09-13',
    );
    last = body.refresh_token;
  }
  expect(await page(scope)).toContain(INVALID_SCOPE);
});

test('scopes cover what they name: a broad one its granular ones, reading never writing', () => {
  expect(mayRead(['accounting.transactions.read'], 'accounting.payments')).toBe(true);
  expect(mayWrite(['accounting.transactions.read'], 'accounting.payments')).toBe(false);
  expect(mayWrite(['accounting.transactions'], 'accounting.banktransactions')).toBe(true);
  expect(mayWrite(['accounting.transactions'], 'accounting.contacts')).toBe(false);
  expect(mayRead(['accounting.reports.read'], 'accounting.reports.trialbalance')).toBe(true);
  expect(mayRead(['accounting.reports.read'], 'accounting.reports.tenninetynine')).toBe(false);
  expect(mayRead(['accounting.invoices'], 'accounting.invoices')).toBe(true);
  expect(mayWrite(['accounting.invoices.read'], 'accounting.invoices')).toBe(false);
});

test.each([
  ['core', false],
  ['plus', false],
  ['advanced', true],
] as const)('an app of the tier %s may ask for journals: %s', async (tier, allowed) => {
  await start({ tier });
  expect((await page('accounting.journals.read')).includes(INVALID_SCOPE)).toBe(!allowed);
  expect(await page('paymentservices')).toContain(INVALID_SCOPE);
});

test('16: the sixth organisation of a Starter app meets a page that names the limit, and one that is connected does not', async () => {
  await start({ tier: 'starter' }, 6);
  for (const { name } of sandbox.organisations.slice(0, 5)) await newCode(sandbox, {}, name);
  await expect(newCode(sandbox, {}, 'Organisation 6')).rejects.toThrow('limit of 5 connections');
  expect(await newCode(sandbox, {}, 'Organisation 5')).not.toBe('');
  sandbox.disconnect('Organisation 1');
  expect(await newCode(sandbox, {}, 'Organisation 6')).not.toBe('');
});

test('16: a limit that is set by hand wins over the tier’s', async () => {
  await start({ tier: 'advanced', limits: { connections: 1 } }, 2);
  await newCode(sandbox, {}, 'Organisation 1');
  await expect(newCode(sandbox, {}, 'Organisation 2')).rejects.toThrow('limit of 1 connections');
});

test('23: a Starter app has a thousand calls a day and organisation, the others five thousand', async () => {
  for (const [tier, left] of [
    ['starter', '999'],
    ['plus', '4999'],
  ] as const) {
    await start({ tier });
    const { headers } = await (await connect(sandbox)).call('Organisation');
    expect(headers.get('x-daylimit-remaining')).toBe(left);
    if (tier === 'starter') await sandbox.close();
  }
});

test('17: a custom connection reaches exactly its organisation, with or without its tenant id', async () => {
  await start({ app: { customConnection: 'Organisation 2' } }, 2);
  const scope = 'accounting.settings.read';
  const { body } = await token(sandbox, { grant_type: 'client_credentials', scope });
  expect(body.refresh_token).toBeUndefined();
  const authorization = `Bearer ${body.access_token}`;
  const claims = JSON.parse(Buffer.from(body.access_token.split('.')[1] ?? '', 'base64url').toString());
  const connections = await fetch(`${sandbox.url}/connections`, { headers: { authorization } });
  const [first, second] = sandbox.organisations.map(({ tenantId }) => tenantId);
  expect(await connections.json()).toMatchObject([
    { tenantId: second, authEventId: claims.authentication_event_id },
  ]);
  expect(claims.xero_userid).toBe('00000000-0000-0000-0000-000000000000');
  const status = async (tenant: Record<string, string>) => {
    const headers = { authorization, accept: 'application/json', ...tenant };
    return (await fetch(`${sandbox.url}/api.xro/2.0/Organisation`, { headers })).status;
  };
  expect(await status({})).toBe(200);
  expect(await status({ 'xero-tenant-id': '' })).toBe(200);
  expect(await status({ 'xero-tenant-id': second ?? '' })).toBe(200);
  expect(await status({ 'xero-tenant-id': first ?? '' })).toBe(403);
  sandbox.disconnect('Organisation 2');
  expect(await status({})).toBe(403);
});

test('17: nobody signs in to a custom connection, and it has no other grant', async () => {
  await start({ app: { customConnection: 'Organisation 1' } });
  await expect(newCode(sandbox)).rejects.toThrow('unauthorized_client');
  expect((await exchangeCode(sandbox, 'x')).body.error).toBe('unauthorized_client');
});

test('17: the client credentials of an ordinary app reach no organisation', async () => {
  await start({});
  const { body } = await token(sandbox, {
    grant_type: 'client_credentials',
    scope: 'accounting.settings.read',
  });
  for (const tenant of ['', sandbox.organisations[0]?.tenantId ?? '']) {
    const headers = { authorization: `Bearer ${body.access_token}`, 'xero-tenant-id': tenant };
    expect((await fetch(`${sandbox.url}/api.xro/2.0/Organisation`, { headers })).status).toBe(403);
  }
});

test('a custom connection to an organisation that does not exist keeps the sandbox from starting', async () => {
  await start({});
  const wrong = startSandbox({ app: { customConnection: 'Nowhere' }, organisations: [] });
  await expect(wrong).rejects.toThrow('Nowhere does not exist');
});
