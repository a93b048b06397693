import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, exchangeCode, newCode, refresh } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 50, invoices: 200 }],
    limits: 'off',
  });
  client = await connect(sandbox);
});

afterEach(() => sandbox.clearFaults());

afterAll(() => sandbox.close());

test('behaviour 26: an answer is replaced, by its status, headers and text', async () => {
  sandbox.addFault({
    match: { method: 'GET', path: '/Invoices' },
    times: 1,
    effect: { status: 503, headers: { 'content-type': 'text/plain' }, body: 'The Organisation is offline' },
  });
  expect((await client.call('Contacts')).status).toBe(200);
  const answer = await client.call('Invoices');
  expect([answer.status, await answer.text()]).toEqual([503, 'The Organisation is offline']);
  expect((await client.call('Invoices')).status).toBe(200);
});

test('skip lets calls pass first, and a path may be a regular expression', async () => {
  sandbox.addFault({ match: { path: '/Inv\\w+\\?page=\\d$' }, skip: 2, times: 1, effect: { status: 500 } });
  const statuses = [];
  for (let page = 1; page <= 4; page += 1) statuses.push((await client.call(`Invoices?page=${page}`)).status);
  expect(statuses).toEqual([200, 200, 500, 200]);
});

test('a fault without times stays until it is cleared', async () => {
  sandbox.addFault({ match: {}, effect: { status: 500, body: '<html>An error occurred in Xero.</html>' } });
  expect((await client.call('Invoices')).status).toBe(500);
  expect((await fetch(`${sandbox.url}/connections`)).status).toBe(500);
  sandbox.clearFaults();
  expect((await client.call('Invoices')).status).toBe(200);
});

test('behaviour 26: a connection dropped before the call leaves everything as it was', async () => {
  const code = await newCode(sandbox);
  sandbox.addFault({ match: { path: '/connect/token' }, times: 1, effect: { drop: 'before' } });
  await expect(exchangeCode(sandbox, code)).rejects.toThrow();
  expect((await exchangeCode(sandbox, code)).status).toBe(200);
});

test('behaviour 26: a connection dropped after the call hides what was done', async () => {
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

test('behaviour 26: a slow answer is the real one, late', async () => {
  sandbox.addFault({ match: { path: 'Contacts' }, times: 1, effect: { delayMs: 120 } });
  const started = performance.now();
  expect((await client.call('Contacts')).status).toBe(200);
  expect(performance.now() - started).toBeGreaterThan(110);
});

test('an answer that is cut off breaks while its body is read', async () => {
  sandbox.addFault({ match: { path: 'Invoices' }, times: 1, effect: { cutBodyAt: 500 } });
  const answer = await client.call('Invoices?page=1', { 'accept-encoding': 'identity' });
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  expect(sandbox.requests().at(-1)?.bytes).toBe(500);
});
