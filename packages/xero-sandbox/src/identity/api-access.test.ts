import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect } from '../test-client.ts';

let sandbox: Sandbox;
let first: Connected;

beforeEach(async () => {
  sandbox = await startSandbox({
    organisations: [
      { name: 'First', contacts: 1, invoices: 0 },
      { name: 'Second', contacts: 1, invoices: 0 },
    ],
    clock: { now: () => new Date('2026-07-01T10:00:00Z') },
  });
  first = await connect(sandbox, 'First');
});

afterEach(() => sandbox.close());

test('27: an expired token is a 401 that says since when, month first', async () => {
  sandbox.clock.advance(1_799_000);
  expect((await first.call('Organisation')).status).toBe(200);
  sandbox.clock.advance(1_000);
  const answer = await first.call('Organisation');
  expect(answer.status).toBe(401);
  expect(await answer.json()).toEqual({
    Type: null,
    Title: 'Unauthorized',
    Status: 401,
    Detail: 'TokenExpired: token expired at 07/01/2026 10:30:00',
    Instance: expect.stringMatching(/^[0-9a-f-]{36}$/),
    Extensions: {},
  });
  const headers = { authorization: `Bearer ${first.tokens.access_token}` };
  expect((await fetch(`${sandbox.url}/connections`, { headers })).status).toBe(401);
});

test('a token that nobody here signed is a 401 AuthenticationUnsuccessful', async () => {
  const [header, , signature] = first.tokens.access_token.split('.');
  const forged = `${header}.${Buffer.from('{"scope":["accounting.settings"]}').toString('base64url')}.${signature}`;
  for (const authorization of [
    '',
    'Bearer nonsense',
    `Bearer ${first.tokens.access_token}x`,
    `Bearer ${forged}`,
  ]) {
    const answer = await first.call('Organisation', { authorization });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ Detail: 'AuthenticationUnsuccessful' });
  }
});

test('an id token is no access token', async () => {
  const answer = await first.call('Organisation', { authorization: `Bearer ${first.tokens.id_token}` });
  expect(answer.status).toBe(401);
});

test('28: a missing scope is a 401 AuthorizationUnsuccessful in the spelling of Xero', async () => {
  const other = await startSandbox({ organisations: [{ name: 'First', contacts: 1, invoices: 0 }] });
  const client = await connect(other, undefined, 'accounting.contacts.read');
  expect((await client.call('Contacts')).status).toBe(200);
  const answer = await client.call('Invoices');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toContain('insufficent_scope');
  expect(await answer.json()).toMatchObject({ Title: 'Unauthorized', Detail: 'AuthorizationUnsuccessful' });
  await other.close();
});

test('29: a missing, unknown, unconnected or disconnected tenant, or a connection id, is a 403', async () => {
  const headers = { authorization: `Bearer ${first.tokens.access_token}` };
  const response = await fetch(`${sandbox.url}/connections`, { headers });
  const [connection] = (await response.json()) as { id: string }[];
  const second = sandbox.organisations[1]?.tenantId ?? '';
  const refused = async (tenant: string) => {
    const answer = await first.call('Organisation', { 'xero-tenant-id': tenant });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' });
  };
  for (const tenant of ['', 'nonsense', second, connection?.id ?? '']) await refused(tenant);
  sandbox.disconnect('First');
  await refused(first.tenantId);
});
