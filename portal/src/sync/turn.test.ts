import { setTimeout as realTime } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { executeRun } from './run.ts';
import { scheduleDue } from './schedule.ts';
import { nudge, startRuns } from './start.ts';

const HUGE = ['Huge Books A', 'Huge Books B'];
const SMALL = ['Small Books A', 'Small Books B'];
const PLACES = 4;
const HOUR_MS = 3_600_000;
/** The test's clock runs 50 times as fast as a real one, so each answer of a huge one takes 75 seconds. */
const TICK = { realMs: 2, ms: 100 };
const SLOW_ANSWER_MS = 1_500;

describe.each(BACKENDS)('few places and many runs on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      tier: 'advanced',
      organisations: [
        ...HUGE.map((name) => ({ name, contacts: 20, invoices: 30_000 })),
        ...SMALL.map((name) => ({ name, contacts: 10, invoices: 20 })),
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  test('eight huge organisations that take hours hold up none of fifty small ones beyond its hour, and go on themselves', async () => {
    const { services, clock } = portal;
    const connect = (names: string[], count: number) =>
      Promise.all(
        Array.from({ length: count }, (_, n) =>
          addConnectedFirm(portal, sandbox, names[n % names.length] ?? ''),
        ),
      );
    const huge = await connect(HUGE, 8);
    const small = await connect(SMALL, 50);
    for (const { name, tenantId } of sandbox.organisations)
      if (HUGE.includes(name))
        sandbox.addFault({
          match: { tenant: tenantId, path: '/api.xro/' },
          effect: { delayMs: SLOW_ANSWER_MS },
        });

    const stop = new AbortController();
    const begin = async (firms: { firmId: string; integrationId: string }[]) =>
      await nudge(
        services,
        await services.store.system((query) =>
          startRuns(
            query,
            clock.now(),
            firms.map(({ firmId, integrationId }) => ({ firmId, integrationId, trigger: 'schedule' })),
          ),
        ),
      );
    const runsOf = async (firms: { firmId: string }[]) =>
      await services.store.system((query) =>
        query
          .selectFrom('sync_runs')
          .select(['status', 'queued_at', 'finished_at'])
          .where(
            'firm_id',
            'in',
            firms.map(({ firmId }) => firmId),
          )
          .execute(),
      );
    await services.jobs.work('sync-run', PLACES, (job, isFull) =>
      executeRun(services, job, stop.signal, isFull),
    );
    const isOver = new AbortController();
    const time = (async () => {
      while (!isOver.signal.aborted) {
        await realTime(TICK.realMs);
        clock.advance(TICK.ms);
      }
    })();
    const looks = (async () => {
      while (!isOver.signal.aborted) {
        await scheduleDue(services);
        await clock.sleep(5_000, isOver.signal).catch(() => {});
      }
    })();
    await begin(huge);
    // The huge ones have every place before the first small one is there.
    await expect
      .poll(async () => (await runsOf(huge)).filter((run) => run.status === 'running').length, {
        timeout: 10_000,
      })
      .toBe(PLACES);
    const began = clock.now().getTime();
    await begin(small);
    const finished = async () => (await runsOf(small)).filter((run) => run.status === 'succeeded');
    while ((await finished()).length < small.length && clock.now().getTime() - began < HOUR_MS)
      await realTime(100);
    const waits = (await finished()).map(
      (run) => ((run.finished_at?.getTime() ?? 0) - run.queued_at.getTime()) / 60_000,
    );
    expect(waits).toHaveLength(50);
    process.stdout.write(
      `50 small organisations were read within ${Math.max(...waits).toFixed(1)} minutes\n`,
    );
    const stillAtIt = await runsOf(huge);
    expect(stillAtIt.filter((run) => run.status === 'queued' || run.status === 'running')).toHaveLength(8);
    // Whoever gave its place up had come further.
    const marks = await services.store.system((query) =>
      query
        .selectFrom('sync_watermarks')
        .select('firm_id')
        .distinct()
        .where(
          'firm_id',
          'in',
          huge.map(({ firmId }) => firmId),
        )
        .execute(),
    );
    expect(marks.length).toBeGreaterThanOrEqual(PLACES);

    stop.abort();
    await services.jobs.stop();
    isOver.abort();
    await Promise.all([time, looks]);
  }, 120_000);
});
