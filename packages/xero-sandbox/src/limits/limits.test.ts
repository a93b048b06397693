import { afterEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';

const ORGANISATIONS = [
  { name: 'First', contacts: 1, invoices: 0 },
  { name: 'Second', contacts: 1, invoices: 0 },
];

// A clock that stands still, so that no window ends in the middle of a test.
const clock = { now: () => new Date('2026-07-01T10:00:00Z') };

let sandbox: Sandbox;

afterEach(() => sandbox.close());

async function start(options: SandboxOptions = {}) {
  sandbox = await startSandbox({ organisations: ORGANISATIONS, clock, ...options });
  return { first: await connect(sandbox, 'First'), second: await connect(sandbox, 'Second') };
}

test('21: every answer says what is left, one less each time, and has a correlation id of its own', async () => {
  const { first } = await start();
  const ids = new Set<string | null>();
  for (const [index, path] of ['Organisation', 'Invoices?where=nonsense(', 'Nothing', 'Contacts'].entries()) {
    const { headers } = await first.call(path);
    expect(headers.get('x-minlimit-remaining')).toBe(String(59 - index));
    expect(headers.get('x-daylimit-remaining')).toBe(String(4_999 - index));
    expect(headers.get('x-appminlimit-remaining')).toBe(String(9_999 - index));
    expect(headers.get('cache-control')).toBe('max-age=0, no-cache, no-store');
    ids.add(headers.get('xero-correlation-id'));
  }
  expect(ids.size).toBe(4);
});

test('21: a call refused before it is counted costs nothing, and says what is left all the same', async () => {
  sandbox = await startSandbox({ organisations: ORGANISATIONS, clock });
  const { call } = await connect(sandbox, 'First', 'accounting.settings.read');
  await call('Organisation');
  // Without a known tenant there is nothing that it used; a missing scope is found once the tenant is known.
  for (const [headers, path, status, minute] of [
    [{ authorization: 'Bearer nonsense' }, 'Organisation', 401, '60'],
    [{ 'xero-tenant-id': 'nonsense' }, 'Organisation', 403, '60'],
    [{}, 'Contacts', 401, '59'],
  ] as const) {
    const answer = await call(path, headers);
    expect([answer.status, answer.headers.get('x-minlimit-remaining')]).toEqual([status, minute]);
    expect(answer.headers.get('x-appminlimit-remaining')).toBe('9999');
    expect(answer.headers.get('xero-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
  expect(sandbox.usage('First').minute).toBe(1);
});

test('22: the 61st call in a minute is refused until the window ends, other tenants go on', async () => {
  const { first, second } = await start();
  for (let call = 1; call <= 60; call += 1) {
    const { status, headers } = await first.call('Organisation');
    expect([status, headers.get('x-minlimit-remaining')]).toEqual([200, String(60 - call)]);
  }
  const refused = await first.call('Organisation');
  expect([refused.status, await refused.text()]).toEqual([429, '']);
  expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
  expect(refused.headers.get('x-minlimit-remaining')).toBe('0');
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await second.call('Organisation')).status).toBe(200);
  sandbox.clock.advance(wait * 1000 - 1000);
  expect((await first.call('Organisation')).status).toBe(429);
  sandbox.clock.advance(1000);
  expect((await first.call('Organisation')).status).toBe(200);
});

test('23: the day’s cap is refused with a large Retry-After while the minute has room', async () => {
  const { first } = await start({ limits: { day: 2 } });
  await first.call('Organisation');
  await first.call('Organisation');
  const { status, headers } = await first.call('Organisation');
  expect([status, headers.get('x-rate-limit-problem')]).toEqual([429, 'day']);
  expect(headers.get('x-daylimit-remaining')).toBe('0');
  expect(headers.get('x-minlimit-remaining')).toBe('58');
  const wait = Number(headers.get('retry-after'));
  expect(wait).toBeGreaterThan(60);
  sandbox.clock.advance(wait * 1000);
  expect(sandbox.usage('First')).toEqual({ minute: 0, day: 0, appMinute: 0, inFlight: 0 });
});

test.each([
  ['starter', 1_000],
  ['core', 5_000],
] as const)('23: the tier %s has %d calls a day', async (tier, day) => {
  const { first } = await start({ tier });
  expect((await first.call('Organisation')).headers.get('x-daylimit-remaining')).toBe(String(day - 1));
});

test('24: the sixth call in flight is refused without Retry-After', async () => {
  const { first, second } = await start();
  sandbox.addFault({ match: { path: 'Contacts' }, effect: { delayMs: 300 } });
  const answers = await Promise.all([
    ...Array.from({ length: 6 }, () => first.call('Contacts')),
    second.call('Contacts'),
  ]);
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused).toHaveLength(1);
  expect(refused[0]?.headers.get('x-rate-limit-problem')).toBe('concurrent');
  expect(refused[0]?.headers.has('retry-after')).toBe(false);
  expect((await first.call('Contacts')).status).toBe(200);
});

test('24: a caller that hangs up leaves the flight', async () => {
  const { first } = await start();
  sandbox.addFault({ match: { path: 'Contacts' }, effect: { stallMs: 60_000 } });
  const gone = new AbortController();
  const calls = Array.from({ length: 5 }, () => first.call('Contacts', {}, { signal: gone.signal }));
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect(sandbox.usage('First').inFlight).toBe(5);
  gone.abort();
  await expect.poll(() => sandbox.usage('First').inFlight).toBe(0);
});

test('25: the app’s minute counts over all tenants', async () => {
  const { first, second } = await start({ limits: { appMinute: 2 } });
  await first.call('Organisation');
  await second.call('Organisation');
  const { status, headers } = await second.call('Organisation');
  expect([status, headers.get('x-rate-limit-problem')]).toEqual([429, 'appminute']);
  expect(headers.get('x-appminlimit-remaining')).toBe('0');
  expect(headers.get('x-minlimit-remaining')).toBe('59');
  sandbox.clock.advance(Number(headers.get('retry-after')) * 1000);
  expect((await first.call('Organisation')).status).toBe(200);
});

test('switched off, nothing is refused', async () => {
  const { first } = await start({ limits: 'off' });
  const answers = await Promise.all(Array.from({ length: 70 }, () => first.call('Organisation')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('a tenant’s minute begins at its own moment', async () => {
  const { first, second } = await start({ limits: { minute: 0 } });
  const waits = await Promise.all([first, second].map((client) => client.call('Organisation')));
  expect(new Set(waits.map(({ headers }) => headers.get('retry-after'))).size).toBe(2);
});
