import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect, refresh, rows } from '../test-client.ts';

const ORGANISATIONS = [
  { name: 'Demo Company (NZ)', contacts: 5, invoices: 20 },
  { name: 'Others', contacts: 1, invoices: 0 },
];

let folder: string;
let sandbox: Sandbox;

const start = () =>
  startSandbox({ organisations: ORGANISATIONS, today: '2026-05-05', stateFile: join(folder, 'state.json') });

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  sandbox = await start();
});

afterEach(async () => {
  await sandbox.close();
  await rm(folder, { recursive: true });
});

async function send(method: string, path: string) {
  const response = await fetch(`${sandbox.url}/sandbox/organisations${path}`, { method });
  const text = await response.text();
  return { status: response.status, body: text === '' ? null : JSON.parse(text) };
}

test('71: a demo reset gives other books under a new tenant id; the old one is a 403, the token refreshes', async () => {
  const client = await connect(sandbox, 'Demo Company (NZ)');
  await connect(sandbox, 'Others');
  const before = rows(await client.json('Invoices'), 'Invoices').map(({ InvoiceID }) => InvoiceID);
  const reset = await send('POST', `/${client.tenantId}/reset`);
  expect(reset).toMatchObject({ status: 200, body: { name: 'Demo Company (NZ)' } });
  const { tenantId } = reset.body;
  expect(tenantId).not.toBe(client.tenantId);
  expect(sandbox.organisations.map(({ name }) => name)).toEqual(['Demo Company (NZ)', 'Others']);
  expect(sandbox.organisations[0]?.tenantId).toBe(tenantId);

  expect((await client.call('Organisation')).status).toBe(403);
  const refreshed = await refresh(sandbox, client.tokens.refresh_token);
  expect(refreshed.status).toBe(200);
  const authorization = `Bearer ${refreshed.body.access_token}`;
  const listed = await fetch(`${sandbox.url}/connections`, { headers: { authorization } });
  expect(await listed.json()).toMatchObject([{ tenantName: 'Others' }]);
  const tenant = { authorization, 'xero-tenant-id': tenantId };
  expect((await client.call('Organisation', tenant)).status).toBe(403);

  const again = await connect(sandbox, 'Demo Company (NZ)');
  expect(again.tenantId).toBe(tenantId);
  const after = rows(await again.json('Invoices'), 'Invoices').map(({ InvoiceID }) => InvoiceID);
  expect(after).toHaveLength(20);
  expect(after.filter((id) => before.includes(id))).toEqual([]);
});

test('71: a reset organisation is still the new one after a restart, with what was changed since', async () => {
  sandbox.clock.advance(30 * 86_400_000);
  const { tenantId } = sandbox.resetOrganisation('Demo Company (NZ)');
  sandbox.books('Demo Company (NZ)').addContact({ name: 'Added after the reset' });
  const truth = sandbox.books(tenantId).truth();
  await sandbox.close();
  sandbox = await start();
  expect(sandbox.organisations[0]?.tenantId).toBe(tenantId);
  expect(sandbox.books(tenantId).truth()).toEqual(truth);
  const second = sandbox.resetOrganisation(tenantId);
  expect([tenantId, sandbox.organisations[1]?.tenantId]).not.toContain(second.tenantId);
});

test('a person who is removed from an organisation loses it, and only it', async () => {
  const client = await connect(sandbox, 'Demo Company (NZ)');
  const others = await connect(sandbox, 'Others');
  const { body } = await send('GET', `/${client.tenantId}/users`);
  expect(body.users).toMatchObject([{ email: 'accountant@demo.example', name: 'Ana Tane' }]);
  expect(JSON.stringify(body)).not.toContain('password');
  const removal = `/${client.tenantId}/users/${body.users[0].email}`;
  expect((await send('DELETE', removal)).status).toBe(204);
  expect((await client.call('Organisation')).status).toBe(403);
  expect((await others.call('Organisation')).status).toBe(200);
  expect((await send('GET', `/${client.tenantId}/users`)).body.users).toEqual([]);
  expect((await send('DELETE', removal)).status).toBe(404);
});

test('an organisation is disconnected over HTTP', async () => {
  const client = await connect(sandbox);
  expect((await send('DELETE', `/${client.tenantId}/connections`)).status).toBe(204);
  expect((await client.call('Organisation')).status).toBe(403);
});
