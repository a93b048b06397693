import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, exchangeCode, newCode, refresh } from '../test-client.ts';
import { READY_MADE_NAMES } from './ready-made.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [
      { name: 'Books', contacts: 50, invoices: 200 },
      { name: 'Others', contacts: 1, invoices: 0 },
    ],
    limits: 'off',
  });
  client = await connect(sandbox, 'Books');
});

afterEach(() => sandbox.clearFaults());

afterAll(() => sandbox.close());

/** The statuses of so many calls, one after the other. */
async function statuses(count: number, path = 'Organisation', headers = {}): Promise<number[]> {
  const seen: number[] = [];
  while (seen.length < count) seen.push((await client.call(path, headers)).status);
  return seen;
}

test.each([
  ['organisation-offline', 503, 'text/plain', 'The Organisation is offline'],
  ['maintenance', 503, 'text/plain', 'The Xero API is currently offline for maintenance'],
  ['unavailable', 503, 'text/plain', 'The Xero API is temporarily unavailable'],
  ['error-page', 500, 'text/html', 'An error occurred in Xero. Check the API Status page'],
  ['access-denied-html', 403, 'text/html', 'Access Denied'],
] as const)('26: %s is answered by name, as Xero answers it', async (name, status, type, text) => {
  expect(READY_MADE_NAMES).toHaveLength(5);
  sandbox.addFault({ match: { path: '/Invoices' }, times: 1, effect: name });
  expect((await client.call('Contacts')).status).toBe(200);
  const answer = await client.call('Invoices');
  expect(answer.status).toBe(status);
  expect(answer.headers.get('content-type')).toContain(type);
  expect(await answer.text()).toContain(text);
  expect((await client.call('Invoices')).status).toBe(200);
});

test('26: any status, headers and body may be the answer, and nothing is done', async () => {
  const code = await newCode(sandbox);
  sandbox.addFault({
    match: { path: '/connect/token' },
    times: 1,
    effect: { status: 418, headers: { 'retry-after': '7' }, body: '{"error":"teapot"}' },
  });
  const answer = await fetch(`${sandbox.url}/connect/token`, { method: 'POST' });
  expect([answer.status, answer.headers.get('retry-after'), await answer.text()]).toEqual([
    418,
    '7',
    '{"error":"teapot"}',
  ]);
  expect((await exchangeCode(sandbox, code)).status).toBe(200);
});

test('26: a connection dropped before the call leaves everything as it was', async () => {
  const code = await newCode(sandbox);
  sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop: 'before' } });
  await expect(exchangeCode(sandbox, code)).rejects.toThrow();
  expect((await exchangeCode(sandbox, code)).status).toBe(200);
});

test('26: a connection dropped after the call hides what was done', async () => {
  const code = await newCode(sandbox);
  sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop: 'after' } });
  await expect(exchangeCode(sandbox, code)).rejects.toThrow();
  expect((await exchangeCode(sandbox, code)).body.error).toBe('invalid_grant');
  expect(sandbox.requests().at(-2)).toMatchObject({ path: '/connect/token', status: null, bytes: 0 });
});

test('a refresh whose answer was lost is recovered with the old token', async () => {
  sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop: 'after' } });
  await expect(refresh(sandbox, client.tokens.refresh_token)).rejects.toThrow();
  expect((await refresh(sandbox, client.tokens.refresh_token)).status).toBe(200);
});

test('skip lets calls pass first, times ends it, and a path may be a regular expression', async () => {
  sandbox.addFault({ match: { path: '/Inv\\w+\\?page=\\d$' }, skip: 2, times: 1, effect: { status: 500 } });
  expect(await statuses(4, 'Invoices?page=1')).toEqual([200, 200, 500, 200]);
});

test('every strikes each so-manieth call after those that pass', async () => {
  sandbox.addFault({ skip: 1, every: 3, effect: { status: 500 } });
  expect(await statuses(8)).toEqual([200, 200, 200, 500, 200, 200, 500, 200]);
});

test('a fault strikes only where query, header, tenant and body say so', async () => {
  sandbox.addFault({ match: { query: { PAGE: '2' } }, effect: { status: 500 } });
  expect((await client.call('Invoices?page=1')).status).toBe(200);
  expect((await client.call('Invoices?page=2')).status).toBe(500);
  sandbox.clearFaults();
  sandbox.addFault({ match: { headers: { 'If-Modified-Since': '^2026' } }, effect: { status: 500 } });
  expect(await statuses(1, 'Invoices')).toEqual([200]);
  expect(await statuses(1, 'Invoices', { 'if-modified-since': '2026-01-01T00:00:00' })).toEqual([500]);
  sandbox.clearFaults();
  sandbox.addFault({ match: { tenant: 'Others' }, effect: { status: 500 } });
  sandbox.addFault({ match: { tenant: client.tenantId, method: 'delete' }, effect: { status: 502 } });
  const others = await connect(sandbox, 'Others');
  expect((await others.call('Organisation')).status).toBe(500);
  expect((await client.call('Organisation')).status).toBe(200);
  expect((await client.call('Organisation', {}, { method: 'DELETE' })).status).toBe(502);
  sandbox.clearFaults();
  sandbox.addFault({ match: { body: 'grant_type=refresh_token' }, effect: { status: 500 } });
  const code = await newCode(sandbox);
  expect((await exchangeCode(sandbox, code)).status).toBe(200);
  const init = { method: 'POST', body: new URLSearchParams({ grant_type: 'refresh_token' }) };
  expect((await fetch(`${sandbox.url}/connect/token`, init)).status).toBe(500);
});

test('faults are listed with how often they struck, and removed one by one', async () => {
  const stays = sandbox.addFault({ effect: { status: 500 } });
  const goes = sandbox.addFault({ match: { path: 'Contacts' }, effect: 'maintenance' });
  expect(await statuses(2)).toEqual([500, 500]);
  expect(sandbox.faults()).toEqual([
    { id: stays, effect: { status: 500 }, struck: 2 },
    { id: goes, match: { path: 'Contacts' }, effect: 'maintenance', struck: 0 },
  ]);
  expect(sandbox.requests().at(-1)?.fault).toBe(stays);
  sandbox.removeFault(stays);
  expect(sandbox.faults().map(({ id }) => id)).toEqual([goes]);
  expect(await statuses(1, 'Contacts')).toEqual([503]);
  sandbox.removeFault(goes);
  expect(await statuses(1, 'Contacts')).toEqual([200]);
  expect(() => sandbox.addFault({ match: { path: '(' }, effect: { status: 500 } })).toThrow("'('");
});
