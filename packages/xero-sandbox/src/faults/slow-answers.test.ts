import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 5, invoices: 200 }],
    limits: 'off',
  });
  client = await connect(sandbox);
});

afterEach(() => {
  sandbox.clearFaults();
  sandbox.setLatency(0);
});

afterAll(() => sandbox.close());

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const started = performance.now();
  return [await work(), performance.now() - started];
}

test('26: a slow answer is the real one, late', async () => {
  sandbox.addFault({ match: { path: 'Contacts' }, times: 1, effect: { delayMs: 120 } });
  const [answer, took] = await timed(() => client.call('Contacts'));
  expect(answer.status).toBe(200);
  expect(took).toBeGreaterThan(110);
});

test.each([
  ['before', 200],
  ['after', 403],
] as const)('26: an answer may be slow %s the work is done', async (delay, meanwhile) => {
  const other = await connect(sandbox);
  const headers = { authorization: `Bearer ${other.tokens.access_token}` };
  const listed = await fetch(`${sandbox.url}/connections`, { headers });
  const [connection] = (await listed.json()) as { id: string }[];
  sandbox.addFault({ match: { method: 'DELETE' }, times: 1, effect: { delayMs: 600, delay } });
  let answered = false;
  const deletion = fetch(`${sandbox.url}/connections/${connection?.id}`, { method: 'DELETE', headers });
  const done = deletion.then(() => {
    answered = true;
  });
  await expect.poll(() => sandbox.faults()).toEqual([]);
  await expect.poll(async () => (await other.call('Organisation')).status).toBe(meanwhile);
  expect(answered).toBe(false);
  await done;
  expect((await other.call('Organisation')).status).toBe(403);
  client = await connect(sandbox);
});

test('26: an answer that is cut off breaks while its body is read', async () => {
  sandbox.addFault({ match: { path: 'Invoices' }, times: 1, effect: { cutBodyAt: 500 } });
  const answer = await client.call('Invoices?page=1', { 'accept-encoding': 'identity' });
  expect(answer.status).toBe(200);
  await expect(answer.text()).rejects.toThrow();
  expect(sandbox.requests().at(-1)?.bytes).toBe(500);
});

test('26: an answer that stalls shows its headers at once and its body late', async () => {
  sandbox.addFault({ match: { path: 'Invoices' }, times: 1, effect: { stallMs: 800 } });
  const [answer, toHeaders] = await timed(() => client.call('Invoices?page=1'));
  const [body, toBody] = await timed(() => answer.json());
  expect([answer.status, body]).toMatchObject([200, { Status: 'OK' }]);
  expect(toHeaders).toBeLessThan(800);
  expect(toHeaders + toBody).toBeGreaterThan(790);
});

test('26: garbage has the status and type of the real answer and is no JSON', async () => {
  sandbox.addFault({ match: { path: 'Invoices' }, times: 1, effect: { garbage: true } });
  const answer = await client.call('Invoices?page=1');
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    'application/json; charset=utf-8',
  ]);
  await expect(answer.json()).rejects.toThrow(SyntaxError);
});

test('a latency makes every answer late, faults among them', async () => {
  sandbox.setLatency(80);
  sandbox.addFault({ match: { path: 'Contacts' }, effect: 'maintenance' });
  for (const path of ['Organisation', 'Contacts']) {
    const [, took] = await timed(() => client.call(path));
    expect(took).toBeGreaterThan(75);
  }
  sandbox.clearFaults();
  sandbox.setLatency({ least: 30, most: 60 });
  const [, took] = await timed(() => client.call('Organisation'));
  expect(took).toBeGreaterThan(28);
  for (const wrong of [-1, Number.NaN, { least: 5, most: 4 }]) {
    expect(() => sandbox.setLatency(wrong)).toThrow('A latency is');
  }
});
