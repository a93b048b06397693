import { type CallLimiter, XeroError } from '@ledgerport/xero';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { createTestPortal } from '../../testing/test-portal.ts';
import { BACKENDS, openTestStore } from '../../testing/test-store.ts';
import { executeRun } from '../sync/run.ts';
import { openXero } from './open-xero.ts';
import { callsLeftToday, createStoreLimiter } from './xero-limits.ts';

type Seen = Parameters<Awaited<ReturnType<CallLimiter['acquire']>>['release']>[0];
type Call = { from: number; to: number };

const NOTHING: Seen = { dayLeft: null, appLeft: null, retryAfterSeconds: null, limit: null };
const RESERVE = 200;
const HOUR_S = 3600;

/** The most calls that any stretch of 60 s touches, and the most at one moment: Xero may count a call anywhere in it. */
function crowding(calls: readonly Call[]): { inAnyMinute: number; atOnce: number } {
  const most = (stretchMs: number) =>
    Math.max(
      ...calls.map(({ from }) => calls.filter((one) => one.to > from - stretchMs && one.from <= from).length),
    );
  return { inAnyMinute: most(60_000), atOnce: most(0) };
}

describe.each(BACKENDS)('Xero’s limits kept in the store on %s', async (kind) => {
  const store = await openTestStore(kind);
  afterAll(() => store.close());
  let clock: TestClock;
  let limiters: [CallLimiter, CallLimiter];

  beforeEach(() => {
    clock = createTestClock();
    limiters = [createStoreLimiter(store, clock, RESERVE), createStoreLimiter(store, clock, RESERVE)];
  });
  afterEach(() =>
    store.system(async (query) => {
      await query.deleteFrom('xero_limits').execute();
      await query.deleteFrom('xero_app_calls').execute();
    }),
  );

  const now = () => clock.now().getTime();
  /** Makes one call that lasts a while by the clock, and notes when. */
  const call = async (limiter: CallLimiter, tenant: string, lastsMs: number, calls: Call[]) => {
    const permit = await limiter.acquire(tenant);
    const from = now();
    await clock.sleep(lastsMs);
    calls.push({ from, to: now() });
    await permit.release(NOTHING);
  };
  /** How long, by the clock, a caller has to wait. */
  const waitOf = async (limiter: CallLimiter, tenant: string): Promise<number> => {
    const asked = now();
    await runWithTime(clock, limiter.acquire(tenant));
    return now() - asked;
  };

  test('two processes together never have more than 60 calls in any 60 seconds, nor 5 in flight', async () => {
    const calls: Call[] = [];
    const all = Array.from({ length: 150 }, (_, n) =>
      call(limiters[n % 2 === 0 ? 0 : 1], 'books', 100 + ((n * 379) % 900), calls),
    );
    await runWithTime(clock, Promise.all(all));
    expect(calls).toHaveLength(150);
    const { inAnyMinute, atOnce } = crowding(calls);
    expect(inAnyMinute).toBeLessThanOrEqual(60);
    expect(atOnce).toBeLessThanOrEqual(5);
  });

  test('a full organisation does not hinder another', async () => {
    for (let n = 0; n < 60; n += 1) await (await limiters[0].acquire('full')).release(NOTHING);
    for (let n = 0; n < 5; n += 1) await limiters[1].acquire('other');
    expect(await waitOf(limiters[1], 'full')).toBeGreaterThanOrEqual(60_000);
  });

  test('the calls of a process that died free their places after three minutes', async () => {
    for (let n = 0; n < 5; n += 1) await limiters[0].acquire('books');
    const waited = await waitOf(limiters[1], 'books');
    expect(waited).toBeGreaterThanOrEqual(180_000);
    expect(waited).toBeLessThan(240_000);
  });

  test('after a 429 for the minute every process waits as long as Xero asked, also when a later one asks for less', async () => {
    const [first, second] = [await limiters[0].acquire('books'), await limiters[1].acquire('books')];
    await first.release({ ...NOTHING, retryAfterSeconds: 20, limit: 'minute' });
    await second.release({ ...NOTHING, retryAfterSeconds: 3, limit: 'minute' });
    const waited = await waitOf(limiters[1], 'books');
    expect(waited).toBeGreaterThanOrEqual(20_000);
    expect(waited).toBeLessThan(60_000);
  });

  test('a waiting caller is let go when it is aborted', async () => {
    await (await limiters[0].acquire('books')).release({
      ...NOTHING,
      retryAfterSeconds: 20,
      limit: 'minute',
    });
    const stop = new AbortController();
    const waiting = limiters[1].acquire('books', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  test('once the day is used up every process is told so without calling, until Xero lets it go on', async () => {
    const permit = await limiters[0].acquire('books');
    await permit.release({ ...NOTHING, dayLeft: 0, retryAfterSeconds: 5 * HOUR_S, limit: 'day' });
    for (const limiter of limiters) {
      const refused = limiter.acquire('books');
      await expect(refused).rejects.toBeInstanceOf(XeroError);
      await expect(refused).rejects.toMatchObject({
        kind: 'rate_limited',
        limit: 'day',
        retryAfterSeconds: 5 * HOUR_S,
      });
    }
    await limiters[0].acquire('other');
    clock.advance(5 * HOUR_S * 1000);
    await limiters[1].acquire('books');
  });

  test('reading leaves the last calls of the day to payments, and asks again with one call after an hour', async () => {
    const permit = await limiters[0].acquire('books');
    await permit.release({ ...NOTHING, dayLeft: RESERVE });
    expect(await callsLeftToday(store, 'books')).toBe(RESERVE);
    await expect(limiters[1].acquire('books')).rejects.toMatchObject({
      kind: 'rate_limited',
      limit: 'day',
      retryAfterSeconds: HOUR_S,
    });
    const payments = createStoreLimiter(store, clock, 0);
    await (await payments.acquire('books')).release({ ...NOTHING, dayLeft: RESERVE - 1 });

    clock.advance(HOUR_S * 1000);
    const probes = await Promise.allSettled(limiters.map((limiter) => limiter.acquire('books')));
    const [granted, ...more] = probes.filter((probe) => probe.status === 'fulfilled');
    expect(more).toEqual([]);
    await granted?.value.release({ ...NOTHING, dayLeft: 4_999 });
    for (const limiter of limiters) await limiter.acquire('books');
    expect(await callsLeftToday(store, 'books')).toBe(4_999);
  });

  test('the app’s minute is kept over all organisations, and those that wait for it do not use it up', async () => {
    const full = new Date(Math.floor(now() / 5_000) * 5_000);
    await store.system((query) =>
      query.insertInto('xero_app_calls').values({ bucket: full, calls: 9_498 }).execute(),
    );
    await limiters[0].acquire('one');
    await limiters[1].acquire('two');
    const asked = now();
    const calls: Call[] = [];
    const waiting = Array.from({ length: 30 }, (_, n) =>
      call(limiters[n % 2 === 0 ? 0 : 1], `${n}`, 1, calls),
    );
    await runWithTime(clock, Promise.all(waiting));
    expect(Math.min(...calls.map(({ from }) => from)) - asked).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...calls.map(({ to }) => to)) - asked).toBeLessThan(120_000);
    const { rows, old } = await store.system(async (query) => ({
      rows: await query.selectFrom('xero_app_calls').selectAll().orderBy('bucket').execute(),
      old: full,
    }));
    expect(rows.map(({ calls }) => calls).reduce((sum, one) => sum + one, 0)).toBe(9_500 + 30);
    expect(rows[0]?.bucket).toEqual(old);
  });
});

test('a first run of 20,000 invoices and 60 reads beside it meet no limit of Xero’s', async () => {
  const clock = createTestClock();
  const sandbox = await startSandbox({
    clock,
    organisations: [{ name: 'Books', contacts: 10, invoices: 20_000 }],
  });
  const portal = await createTestPortal('pglite', { xero: sandbox, clock });
  const limiter = createStoreLimiter(portal.services.store, clock, RESERVE);
  const services = { ...portal.services, xero: { ...portal.services.xero, limiter } };
  const { firmId, integrationId, owner } = await addConnectedFirm(portal, sandbox, 'Books');
  // The portal's own reads during the set-up are made without this limiter: Xero's minute has to forget them.
  clock.advance(120_000);
  sandbox.clearRequests();
  const started = await portal.request('POST', `/api/integrations/${integrationId}/syncs`, {
    cookie: owner.cookie,
    body: {},
  });
  const { id: runId } = await readJson<{ id: string }>(started);
  const invoice = sandbox.books('Books').addInvoice({
    contact: sandbox.books('Books').addContact({ name: 'Somebody' }).id,
    lines: [{ description: 'Help', quantity: '1', unitAmount: '1.00' }],
  });
  const { xero } = await openXero(services, firmId, integrationId);
  const before = clock.now().getTime();
  // Ten times as fast as the world: so many calls would else fit into no minute.
  const running = setInterval(() => clock.advance(100), 10);
  try {
    const reads = Array.from({ length: 60 }, () => xero.invoice(invoice.id));
    await Promise.all([executeRun(services, { firmId, runId }, new AbortController().signal), ...reads]);
  } finally {
    clearInterval(running);
  }
  const calls = sandbox.requests().filter(({ path }) => path.startsWith('/api.xro/'));
  expect(calls.length).toBeGreaterThan(60 + 15);
  expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
  // More than a minute allows, so the limiter must have held some back.
  expect(clock.now().getTime() - before).toBeGreaterThan(60_000);
  const run = await readJson<{ status: string; calls: number }>(
    await portal.request('GET', `/api/syncs/${runId}`, { cookie: owner.cookie }),
  );
  expect(run.status).toBe('succeeded');
  await portal.close();
  await sandbox.close();
}, 120_000);
