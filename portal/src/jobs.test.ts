import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestPortal, type TestPortal } from '../testing/test-portal.ts';
import { BACKENDS, openTestStore } from '../testing/test-store.ts';
import { startJobs } from './jobs.ts';
import { createLog } from './log.ts';

const PLACES = 3;

describe.each(BACKENDS)('the queue on %s', (kind) => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await createTestPortal(kind);
  });
  afterAll(() => portal.close());

  const jobs = (count: number) =>
    Array.from({ length: count }, () => ({
      data: { firmId: randomUUID(), runId: randomUUID() },
      key: randomUUID(),
      priority: 0,
    }));

  test('a backlog is worked off without a pause, never more at once than there are places, and a failed job holds up none', async () => {
    const { jobs: queue } = portal.services;
    const backlog = jobs(40);
    await queue.add('sync-run', backlog);
    // While a job with its key waits, another is not added.
    await queue.add('sync-run', backlog);
    const done: string[] = [];
    const wasFull = new Set<boolean>();
    let atOnce = 0;
    let most = 0;
    const began = performance.now();
    await queue.work('sync-run', PLACES, async ({ runId }, isFull) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await pause(20);
      wasFull.add(isFull());
      atOnce -= 1;
      done.push(runId);
      if (done.length % 7 === 0) throw new Error('This one fails.');
    });
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(backlog.length);
    // A taker that slept through its poll after each job would take minutes.
    process.stdout.write(
      `40 jobs of 20 ms at ${PLACES} places: ${Math.round(performance.now() - began)} ms\n`,
    );
    expect(new Set(done).size).toBe(backlog.length);
    expect(most).toBe(PLACES);
    expect(wasFull).toContain(true);
    await queue.add('sync-run', jobs(1));
    await expect.poll(() => done.length, { timeout: 20_000 }).toBe(backlog.length + 1);
  });
});

test.runIf(process.env.TEST_DATABASE_URL)(
  'a stop waits for the job in hand, and those that wait are done by the next process',
  async () => {
    const store = await openTestStore('postgres');
    const log = createLog('silent');
    const all = Array.from({ length: 3 }, () => randomUUID());
    const done: string[] = [];
    const { promise: isReleased, resolve: release } = Promise.withResolvers<void>();
    const { promise: isTaken, resolve: taken } = Promise.withResolvers<void>();
    const first = await startJobs(store, log, store.url);
    await first.work('sync-run', 1, async ({ runId }) => {
      taken();
      await isReleased;
      done.push(runId);
    });
    await first.add(
      'sync-run',
      all.map((runId) => ({ data: { firmId: runId, runId }, key: runId, priority: 0 })),
    );
    await isTaken;
    const stopped = first.stop();
    release();
    await stopped;
    expect(done).toHaveLength(1);

    const next = await startJobs(store, log, store.url);
    await next.work('sync-run', 1, async ({ runId }) => void done.push(runId));
    await expect.poll(() => done.toSorted(), { timeout: 20_000 }).toEqual(all.toSorted());
    await next.stop();
    await store.close();
  },
);
