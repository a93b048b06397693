import { afterEach, expect, test } from 'vitest';
import { adjustable } from '../clock.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';
import { Limiter, type Limits } from './limits.ts';

const ORGANISATIONS = [
  { name: 'First', contacts: 1, invoices: 0 },
  { name: 'Second', contacts: 1, invoices: 0 },
];

// A clock that stands still, so that no window ends in the middle of a test.
const clock = { now: () => new Date('2026-07-01T10:00:00Z') };

let sandbox: Sandbox;

afterEach(() => sandbox.close());

async function start(limits?: Partial<Limits> | 'off') {
  sandbox = await startSandbox({ organisations: ORGANISATIONS, clock, ...(limits && { limits }) });
  return { first: await connect(sandbox, 'First'), second: await connect(sandbox, 'Second') };
}

test('behaviour 22: the 61st call in a minute is refused until the window ends, other tenants go on', async () => {
  const { first, second } = await start();
  for (let call = 1; call <= 60; call += 1) {
    const { status, headers } = await first.call('Organisation');
    expect([status, headers.get('x-minlimit-remaining')]).toEqual([200, String(60 - call)]);
    expect(headers.get('x-daylimit-remaining')).toBe(String(5_000 - call));
    expect(headers.get('x-appminlimit-remaining')).toBe(String(10_000 - call));
  }
  const refused = await first.call('Organisation');
  expect([refused.status, await refused.text()]).toEqual([429, '']);
  expect(refused.headers.get('x-rate-limit-problem')).toBe('minute');
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect(wait).toBeLessThanOrEqual(60);
  expect((await second.call('Organisation')).status).toBe(200);
  sandbox.clock.advance(wait * 1000);
  expect((await first.call('Organisation')).status).toBe(200);
});

test('behaviour 23: the day’s cap is refused with a large Retry-After while the minute has room', async () => {
  const { first } = await start({ day: 2 });
  await first.call('Organisation');
  await first.call('Organisation');
  const { status, headers } = await first.call('Organisation');
  expect([status, headers.get('x-rate-limit-problem')]).toEqual([429, 'day']);
  expect(headers.get('x-daylimit-remaining')).toBe('0');
  expect(headers.get('x-minlimit-remaining')).toBe('58');
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(60);
});

test('behaviour 24: the sixth call in flight is refused without Retry-After', async () => {
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

test('behaviour 25: the app’s minute counts over all tenants', async () => {
  const { first, second } = await start({ appMinute: 2 });
  await first.call('Organisation');
  await second.call('Organisation');
  const { status, headers } = await second.call('Organisation');
  expect([status, headers.get('x-rate-limit-problem')]).toEqual([429, 'appminute']);
});

test('switched off, nothing is refused', async () => {
  const { first } = await start('off');
  const answers = await Promise.all(Array.from({ length: 70 }, () => first.call('Organisation')));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
});

test('a tenant’s minute begins at its own moment', async () => {
  await start();
  const limiter = new Limiter(
    { minute: 1, concurrent: 9, day: 9, appMinute: 9, connections: 9 },
    adjustable(clock),
  );
  const waits = ['a', 'b', 'c'].map((tenant) => {
    limiter.admit(tenant);
    return limiter.admit(tenant).headers['retry-after'];
  });
  expect(new Set(waits).size).toBe(3);
});
