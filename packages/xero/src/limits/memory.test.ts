import { describe, expect, test } from 'vitest';
import { createVirtualClock } from '../testing/virtual-clock.ts';
import type { LimitsSeen } from './limiter.ts';
import { createMemoryLimiter } from './memory.ts';
import { createUnlimited } from './unlimited.ts';

const NOTHING: LimitsSeen = {
  dayLeft: null,
  appLeft: null,
  retryAfterSeconds: null,
  limit: null,
  bytes: 0,
  isBilled: true,
};

describe('the limiter of one process', () => {
  test('never lets more than 60 calls of an organisation into any 60 seconds, nor 5 at once', async () => {
    const clock = createVirtualClock();
    const limiter = createMemoryLimiter({ clock });
    const times: { from: number; to: number }[] = [];
    const call = async (index: number) => {
      const permit = await limiter.acquire('one');
      const from = clock.now().getTime();
      await clock.sleep(100 + ((index * 379) % 900));
      times.push({ from, to: clock.now().getTime() });
      await permit.release(NOTHING);
    };
    await clock.run(Promise.all(Array.from({ length: 200 }, (_, index) => call(index))));

    expect(times).toHaveLength(200);
    for (const { from } of times) {
      // Xero may count a call anywhere between its first and its last byte.
      expect(
        times.filter((other) => other.to > from - 60_000 && other.from <= from).length,
      ).toBeLessThanOrEqual(60);
      expect(times.filter((other) => other.from <= from && other.to > from).length).toBeLessThanOrEqual(5);
    }
    const minutes =
      (Math.max(...times.map(({ to }) => to)) - Math.min(...times.map(({ from }) => from))) / 60_000;
    expect(minutes).toBeLessThan(4);
  });

  test('keeps organisations apart', async () => {
    const limiter = createMemoryLimiter({ clock: createVirtualClock() });
    for (let call = 0; call < 60; call += 1) await (await limiter.acquire('one')).release(NOTHING);
    await limiter.acquire('two');
  });

  test('waits as long as Xero asked after a 429', async () => {
    const clock = createVirtualClock();
    const limiter = createMemoryLimiter({ clock });
    const startedAt = clock.now().getTime();
    await (await limiter.acquire('one')).release({ ...NOTHING, retryAfterSeconds: 20, limit: 'minute' });
    await clock.run(limiter.acquire('one'));
    expect(clock.now().getTime() - startedAt).toBe(20_000);
  });

  test("refuses without calling once the day's limit is used up, and says for how long", async () => {
    const limiter = createMemoryLimiter({ clock: createVirtualClock() });
    await (await limiter.acquire('one')).release({ ...NOTHING, retryAfterSeconds: 3600, limit: 'day' });
    await expect(limiter.acquire('one')).rejects.toMatchObject({
      kind: 'rate_limited',
      limit: 'day',
      retryAfterSeconds: 3600,
    });
    await limiter.acquire('two');
  });

  test('lets a posting go before the readings that wait with it', async () => {
    const clock = createVirtualClock();
    const limiter = createMemoryLimiter({ clock });
    for (let call = 0; call < 60; call += 1) await (await limiter.acquire('one')).release(NOTHING);
    const order: string[] = [];
    const ask = async (purpose: 'reading' | 'posting') => {
      const permit = await limiter.acquire('one', undefined, purpose);
      order.push(purpose);
      await permit.release(NOTHING);
    };
    await clock.run(Promise.all([ask('reading'), ask('reading'), ask('posting')]));
    expect(order[0]).toBe('posting');
  });

  test.each(['full', 'waiting out the minute'])('lets an aborted caller go while it is %s', async (state) => {
    const limiter = createMemoryLimiter({ clock: createVirtualClock() });
    for (let call = 0; call < (state === 'full' ? 5 : 60); call += 1) {
      const permit = await limiter.acquire('one');
      if (state !== 'full') await permit.release(NOTHING);
    }
    const stop = new AbortController();
    const waiting = limiter.acquire('one', stop.signal);
    stop.abort(new Error('stopped'));
    await expect(waiting).rejects.toThrow('stopped');
  });
});

test('the limiter that never waits gives any number of permits', async () => {
  const limiter = createUnlimited();
  for (let index = 0; index < 100; index += 1) await limiter.acquire('one');
});
