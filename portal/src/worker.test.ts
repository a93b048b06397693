import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../testing/connect.ts';
import { everyRow } from '../testing/every-row.ts';
import { runWithTime } from '../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../testing/test-clock.ts';
import { createTestPortal, type TestPortal, testActor } from '../testing/test-portal.ts';
import { BACKENDS } from '../testing/test-store.ts';
import type { Jobs } from './jobs.ts';
import { syncNow } from './sync/sync-now.ts';
import { startWorker } from './worker.ts';

type Handler = (data: { firmId: string; runId: string; integrationId: string }) => Promise<void>;

describe.each(BACKENDS)('the jobs that a worker takes on %s', (kind) => {
  const handlers = new Map<string, Handler>();
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let stop: () => Promise<void>;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({
      clock,
      limits: 'off',
      organisations: [{ name: 'Books', contacts: 1, invoices: 1 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
    // The worker says itself which jobs it takes, so that a new kind is met here too; this test hands them out.
    const jobs: Jobs = {
      add: async () => {},
      work: async (queue, _places, handle) => {
        handlers.set(queue, (data) => handle(data, () => false));
      },
      stop: async () => {},
    };
    stop = await startWorker({ ...portal.services, jobs });
  });
  afterAll(async () => {
    await stop();
    await portal.close();
    await sandbox.close();
  });

  test('check 8: every job with the ids of another firm does nothing, and nothing is written', async () => {
    const { services } = portal;
    const own = await addConnectedFirm(portal, sandbox, 'Books');
    const other = await addConnectedFirm(portal, sandbox, 'Books');
    const { firmId, integrationId } = other;
    const actor = testActor({ firmId, role: 'admin' });
    const { id: runId } = await syncNow(services, actor, integrationId, { full: false });
    await services.store.firm(firmId, (query) =>
      query
        .insertInto('webhook_events')
        .values({
          firm_id: firmId,
          integration_id: integrationId,
          event_key: 'event',
          tenant_id: sandbox.organisations[0]?.tenantId ?? '',
          category: 'CONTACT',
          resource_id: randomUUID(),
          received_at: clock.now(),
        })
        .execute(),
    );
    sandbox.clearRequests();
    expect(handlers.size).toBeGreaterThan(1);
    const rows = () => everyRow(services, 'public');
    for (const [queue, handle] of handlers) {
      const before = await rows();
      await handle({ firmId: own.firmId, runId, integrationId });
      expect(await rows(), queue).toEqual(before);
      expect(sandbox.requests(), queue).toEqual([]);
      // The same ids inside their own firm are work to do: it is the firm that makes the difference.
      await runWithTime(clock, handle({ firmId, runId, integrationId }));
      expect(await rows(), queue).not.toEqual(before);
      sandbox.clearRequests();
    }
  });
});
