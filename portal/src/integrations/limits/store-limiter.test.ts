import { type CallLimiter, type LimitsSeen, XeroError } from '@ledgerport/xero';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import { countTransactions } from '../../../testing/count-transactions.ts';
import { runWithTime } from '../../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../../testing/test-clock.ts';
import { BACKENDS, openTestStore } from '../../../testing/test-store.ts';
import { callsLeftToday } from './calls-left-today.ts';
import { createStoreLimiter } from './store-limiter.ts';

type Call = { from: number; to: number };

const NOTHING: LimitsSeen = {
  dayLeft: null,
  appLeft: null,
  retryAfterSeconds: null,
  limit: null,
  bytes: 0,
  isBilled: true,
};
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
  const { store, isBusy } = countTransactions(await openTestStore(kind));
  afterAll(() => store.close());
  let clock: TestClock;
  /** As two processes have them. */
  let limiters: [CallLimiter, CallLimiter];

  beforeEach(() => {
    clock = createTestClock();
    limiters = [createStoreLimiter(store, clock), createStoreLimiter(store, clock)];
  });
  afterEach(() =>
    store.system(async (query) => {
      await query.deleteFrom('xero_limits').execute();
      await query.deleteFrom('xero_app_calls').execute();
      await query.updateTable('xero_app_limits').set({ held_until: null, slowed_at: null }).execute();
      await query.deleteFrom('xero_usage').execute();
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
  /** One call that is answered at once with these words. */
  const meet = async (limiter: CallLimiter, tenant: string, seen: Partial<LimitsSeen>) =>
    (await limiter.acquire(tenant)).release({ ...NOTHING, ...seen });
  /** How long, by the clock, a caller has to wait. */
  const waitOf = async (
    limiter: CallLimiter,
    tenant: string,
    purpose?: 'reading' | 'posting',
  ): Promise<number> => {
    const asked = now();
    await runWithTime(clock, limiter.acquire(tenant, undefined, purpose), isBusy);
    return now() - asked;
  };

  test('check 21: two processes together never have more than 60 calls in any 60 seconds, nor 5 in flight', async () => {
    const calls: Call[] = [];
    const all = Array.from({ length: 150 }, (_, n) =>
      call(limiters[n % 2 === 0 ? 0 : 1], 'books', 100 + ((n * 379) % 900), calls),
    );
    await runWithTime(clock, Promise.all(all), isBusy);
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

  test('the calls of a process that died free their places a little after the longest call', async () => {
    for (let n = 0; n < 5; n += 1) await limiters[0].acquire('books');
    const waited = await waitOf(limiters[1], 'books');
    expect(waited).toBeGreaterThanOrEqual(75_000);
    expect(waited).toBeLessThan(120_000);
  });

  test('check 21: after a 429 for the minute every process waits Retry-After, also when a later one asks for less', async () => {
    const [first, second] = [await limiters[0].acquire('books'), await limiters[1].acquire('books')];
    await first.release({ ...NOTHING, retryAfterSeconds: 20, limit: 'minute' });
    await second.release({ ...NOTHING, retryAfterSeconds: 3, limit: 'minute' });
    const waited = await waitOf(limiters[1], 'books');
    expect(waited).toBeGreaterThanOrEqual(20_000);
    expect(waited).toBeLessThan(60_000);
  });

  test('a waiting caller is let go when it is aborted', async () => {
    await meet(limiters[0], 'books', { retryAfterSeconds: 20, limit: 'minute' });
    const stop = new AbortController();
    const waiting = limiters[1].acquire('books', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });

  test('check 21: once the day is used up every process pauses without calling, and says until when', async () => {
    await meet(limiters[0], 'books', { dayLeft: 0, retryAfterSeconds: 5 * HOUR_S, limit: 'day' });
    for (const limiter of limiters) {
      const refused = limiter.acquire('books');
      await expect(refused).rejects.toBeInstanceOf(XeroError);
      await expect(refused).rejects.toMatchObject({
        kind: 'rate_limited',
        limit: 'day',
        retryAfterSeconds: 5 * HOUR_S,
        message: expect.stringMatching(/ from 2026-03-02 14:00 UTC\.$/),
      });
    }
    await limiters[0].acquire('other');
    clock.advance(5 * HOUR_S * 1000);
    await limiters[1].acquire('books');
  });

  test('reading leaves a tenth of the day to payments, and asks again with one call after an hour', async () => {
    await meet(limiters[0], 'books', { dayLeft: 4_999 });
    await meet(limiters[0], 'books', { dayLeft: 500 });
    expect(await callsLeftToday(store, 'books')).toBe(500);
    await expect(limiters[1].acquire('books')).rejects.toMatchObject({
      kind: 'rate_limited',
      limit: 'day',
      retryAfterSeconds: HOUR_S,
    });
    const posting = await limiters[1].acquire('books', undefined, 'posting');
    await posting.release({ ...NOTHING, dayLeft: 499 });

    clock.advance(HOUR_S * 1000);
    const probes = await Promise.allSettled(limiters.map((limiter) => limiter.acquire('books')));
    const [granted, ...more] = probes.filter((probe) => probe.status === 'fulfilled');
    expect(more).toEqual([]);
    await granted?.value.release({ ...NOTHING, dayLeft: 4_999 });
    for (const limiter of limiters) await limiter.acquire('books');
    expect(await callsLeftToday(store, 'books')).toBe(4_999);
  });

  test('an organisation with a smaller day has a smaller part of it kept', async () => {
    await meet(limiters[0], 'books', { dayLeft: 999 });
    await meet(limiters[0], 'books', { dayLeft: 101 });
    await meet(limiters[1], 'books', { dayLeft: 100 });
    await expect(limiters[0].acquire('books')).rejects.toMatchObject({ limit: 'day' });
  });

  test('a posting goes before the readings that wait with it, whichever process they are in', async () => {
    for (let n = 0; n < 60; n += 1) await meet(limiters[0], 'books', {});
    const order: string[] = [];
    const ask = async (limiter: CallLimiter, purpose: 'reading' | 'posting') => {
      const permit = await limiter.acquire('books', undefined, purpose);
      order.push(purpose);
      // Long enough for the others to see whether they may go too.
      await clock.sleep(1_000);
      await permit.release(NOTHING);
    };
    const asks = [ask(limiters[0], 'reading'), ask(limiters[0], 'reading'), ask(limiters[1], 'posting')];
    const marked = () =>
      store.system((query) =>
        query.selectFrom('xero_limits').select('posting_waits_until').executeTakeFirst(),
      );
    await expect.poll(marked).not.toEqual({ posting_waits_until: null });
    clock.advance(60_500);
    await expect.poll(() => order.length).toBeGreaterThan(0);
    expect(order[0]).toBe('posting');
    await runWithTime(clock, Promise.all(asks), isBusy);
    expect(order).toHaveLength(3);
  });

  test('check 21: after a 429 for calls in flight there is a pause, and fewer at once until some minutes later', async () => {
    await meet(limiters[0], 'books', { limit: 'concurrent' });
    expect(await waitOf(limiters[1], 'books')).toBeGreaterThanOrEqual(1_000);
    await limiters[1].acquire('books');
    expect(await waitOf(limiters[0], 'books')).toBeGreaterThanOrEqual(50_000);
    for (let n = 0; n < 5; n += 1) await limiters[0].acquire('other');
  });

  test.each([
    [23, 23_000],
    [null, 60_000],
  ])(
    'check 21: a 429 for the app’s minute with Retry-After %s holds every organisation in every process',
    async (retryAfterSeconds, ms) => {
      await meet(limiters[0], 'books', { limit: 'appminute', retryAfterSeconds });
      for (const purpose of ['reading', 'posting'] as const) {
        const waited = waitOf(limiters[1], `other of ${purpose}`, purpose);
        expect(await waited).toBeGreaterThanOrEqual(purpose === 'reading' ? ms : 0);
      }
      const { slowed_at } = await store.system((query) =>
        query.selectFrom('xero_app_limits').select('slowed_at').executeTakeFirstOrThrow(),
      );
      expect(slowed_at).not.toBeNull();
    },
  );

  test('the app’s minute is kept over all organisations, and those that wait for it do not use it up', async () => {
    const full = new Date(Math.floor(now() / 1_000) * 1_000);
    await store.system((query) =>
      query.insertInto('xero_app_calls').values({ bucket: full, calls: 9_356 }).execute(),
    );
    await limiters[0].acquire('one');
    await limiters[1].acquire('two');
    const asked = now();
    const calls: Call[] = [];
    const waiting = Array.from({ length: 30 }, (_, n) =>
      call(limiters[n % 2 === 0 ? 0 : 1], `${n}`, 1, calls),
    );
    await runWithTime(clock, Promise.all(waiting), isBusy);
    expect(Math.min(...calls.map(({ from }) => from)) - asked).toBeGreaterThanOrEqual(60_000);
    expect(Math.max(...calls.map(({ to }) => to)) - asked).toBeLessThan(120_000);
    const { total } = await store.system((query) =>
      query
        .selectFrom('xero_app_calls')
        .select((row) => row.fn.sum<string>('calls').as('total'))
        .executeTakeFirstOrThrow(),
    );
    expect(Number(total)).toBe(9_358 + 30);
  });

  test('what was given back is metered by organisation and day, without what Xero does not bill', async () => {
    await meet(limiters[0], 'books', { bytes: 700, isBilled: false });
    await meet(limiters[1], 'books', { bytes: 5_000 });
    await meet(limiters[1], 'other', { bytes: 1, limit: 'minute', retryAfterSeconds: 1 });
    clock.advance(86_400_000);
    await meet(limiters[0], 'books', { bytes: 9 });
    const rows = await store.system((query) =>
      query.selectFrom('xero_usage').selectAll().orderBy('day').orderBy('tenant_id').execute(),
    );
    expect(rows).toEqual([
      { tenant_id: 'books', day: '2026-03-02', calls: 2, bytes: '5700', billed_bytes: '5000', refused: 0 },
      { tenant_id: 'other', day: '2026-03-02', calls: 1, bytes: '1', billed_bytes: '1', refused: 1 },
      { tenant_id: 'books', day: '2026-03-03', calls: 1, bytes: '9', billed_bytes: '9', refused: 0 },
    ]);
  });

  test('only the last 60 calls of an organisation are remembered', async () => {
    for (let n = 0; n < 130; n += 1) {
      await meet(limiters[0], 'books', {});
      clock.advance(1_001);
    }
    const { recent_calls } = await store.system((query) =>
      query.selectFrom('xero_limits').select('recent_calls').executeTakeFirstOrThrow(),
    );
    expect(recent_calls).toHaveLength(60);
    expect(recent_calls.at(-1)?.getTime()).toBe(now() - 1_001);
  });
});
