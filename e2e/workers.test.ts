import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { createTestDatabase } from '../portal/testing/test-database.ts';
import {
  connectFirm,
  hasSucceeded,
  mirrorOf,
  type Run,
  runThat,
  sandboxSettings,
  startSync,
  truthOf,
} from './portal-client.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';

const ROUNDS = 4;
/** More than one worker does at once, so that both have to work. */
const SMALL = Array.from({ length: 6 }, (_, n) => ({ name: `Small Books ${n}`, contacts: 20, invoices: 60 }));
const LARGE = ['Large Books', 'Other Large Books'].map((name) => ({
  name,
  contacts: 1_200,
  invoices: 6_000,
}));
/** Within this time of a worker's death its runs are in other hands. */
const TAKEN_OVER_MS = 60_000;

describe.runIf(process.env.TEST_DATABASE_URL)(
  'one web process and two workers on one PostgreSQL database',
  () => {
    let database: Awaited<ReturnType<typeof createTestDatabase>>;
    let sandbox: Sandbox;
    let web: PortalProcess;
    let workers: [PortalProcess, PortalProcess];
    let settings: Record<string, string>;
    const startWorker = async () => await startPortal(await freePort(), { ...settings, ROLE: 'worker' });

    beforeAll(async () => {
      database = await createTestDatabase();
      sandbox = await startSandbox({ organisations: [...SMALL, ...LARGE] });
      const port = await freePort();
      settings = {
        ...sandboxSettings(sandbox),
        DATABASE_URL: database.url,
        ENCRYPTION_KEYS: randomBytes(32).toString('hex'),
        PUBLIC_URL: `http://localhost:${port}`,
        LOG_LEVEL: 'info',
      };
      // All at once, so that they also bring the new database to its schema together.
      [web, ...workers] = await Promise.all([
        startPortal(port, { ...settings, ROLE: 'web' }),
        startWorker(),
        startWorker(),
      ]);
    }, 120_000);
    afterAll(async () => {
      await Promise.all([web, ...(workers ?? [])].map((portal) => portal?.stop()));
      await sandbox?.close();
      await database?.drop();
    });

    const tenantOf = (name: string) => sandbox.organisations.find((one) => one.name === name)?.tenantId ?? '';
    const startsOf = (portal: PortalProcess, runId: string) =>
      portal
        .output()
        .split('\n')
        .filter((line) => line.includes(runId) && line.includes('a sync run starts')).length;

    test('runs of one integration never overlap, each is done once, and both workers take part', async () => {
      const firms: Awaited<ReturnType<typeof connectFirm>>[] = [];
      for (const { name } of SMALL) firms.push(await connectFirm(web.url, sandbox, name));
      sandbox.addFault({ match: { path: '/api.xro/' }, effect: { delayMs: 150 } });
      sandbox.clearRequests();
      const ids = firms.map(() => new Set<string>());
      for (let round = 0; round < ROUNDS; round += 1) {
        // Two presses at once, of which the second finds the first one's run.
        const pressed = await Promise.all(
          firms.map(async ({ owner, integrationId }, n) => {
            const [one, other] = await Promise.all([
              startSync(owner, integrationId),
              startSync(owner, integrationId),
            ]);
            expect(other).toBe(one);
            ids[n]?.add(one);
            return one;
          }),
        );
        await Promise.all(firms.map(({ owner }, n) => runThat(owner, pressed[n] ?? '', hasSucceeded)));
      }
      sandbox.clearFaults();

      for (const [n, { owner, integrationId }] of firms.entries()) {
        const { items: runs } = await owner.get<{ items: Run[] }>(`/api/integrations/${integrationId}/syncs`);
        expect(new Set(runs.map(({ id }) => id))).toEqual(ids[n]);
        const inOrder = runs.toReversed();
        for (const [at, run] of inOrder.entries())
          expect(at === 0 || String(run.startedAt) >= String(inOrder[at - 1]?.finishedAt)).toBe(true);
        for (const { id } of runs) expect(startsOf(workers[0], id) + startsOf(workers[1], id)).toBe(1);

        const calls = sandbox
          .requests()
          .filter(
            ({ path, tenantId }) =>
              path.startsWith('/api.xro/') && tenantId === tenantOf(SMALL[n]?.name ?? ''),
          );
        expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
        for (const { time } of calls)
          expect(
            runs.filter((run) => String(run.startedAt) <= time && time <= String(run.finishedAt)),
          ).toHaveLength(1);
      }
      for (const worker of workers) expect(worker.output()).toContain('a sync run starts');
    });

    test('check 23: runs of killed workers are in other hands within a minute, and end as if nothing had happened', async () => {
      const [one, other] = workers;
      const books = LARGE.map(({ name }) => name);
      const firms = [];
      for (const name of books) firms.push(await connectFirm(web.url, sandbox, name));
      const [first, second] = firms;
      if (!first || !second) throw new Error('Two firms are needed.');
      for (const name of books)
        sandbox.addFault({
          match: { path: '/Invoices', tenant: tenantOf(name) },
          skip: 3,
          effect: { delayMs: 20_000 },
        });
      // While one of them sleeps, the other takes the run.
      const startOn = async (firm: typeof first, taker: PortalProcess, sleeper: PortalProcess) => {
        process.kill(sleeper.pid, 'SIGSTOP');
        const runId = await startSync(firm.owner, firm.integrationId);
        await expect.poll(() => startsOf(taker, runId), { timeout: 20_000 }).toBe(1);
        process.kill(sleeper.pid, 'SIGCONT');
        await runThat(firm.owner, runId, ({ entities }) => (entities.invoices?.created ?? 0) > 0);
        return runId;
      };
      const runs = [await startOn(first, one, other), await startOn(second, other, one)];
      const killedAt = performance.now();
      await Promise.all(workers.map((worker) => worker.stop('SIGKILL')));
      sandbox.clearFaults();
      const fresh = await startWorker();
      workers = [fresh, fresh];
      await expect
        .poll(() => runs.map((id) => startsOf(fresh, id)), { timeout: TAKEN_OVER_MS, interval: 100 })
        .toEqual([1, 1]);
      const seconds = (performance.now() - killedAt) / 1000;
      process.stdout.write(`from kill -9 to taken over: ${seconds.toFixed(1)} s\n`);
      expect(seconds).toBeLessThan(TAKEN_OVER_MS / 1000);
      for (const [n, { owner, firmId }] of firms.entries()) {
        await runThat(owner, runs[n] ?? '', hasSucceeded, 120_000);
        expect(await mirrorOf(owner, firmId)).toEqual(truthOf(sandbox, books[n] ?? ''));
      }
    }, 300_000);

    test('a worker with a port of its own tells its health and what it has done', async () => {
      const [worker] = workers;
      for (const path of ['/healthz', '/readyz'])
        expect((await fetch(`${worker.url}${path}`)).status).toBe(200);
      expect(await (await fetch(`${worker.url}/metrics`)).text()).toContain(
        'ledgerport_sync_runs_total{status="succeeded"}',
      );
      expect((await fetch(`${worker.url}/api/session`)).status).toBe(404);
    });

    test('they stop in order without a complaint', async () => {
      const portals = new Set([web, ...workers]);
      for (const portal of portals) {
        expect(await portal.stop()).toBe(0);
        expect(portal.output()).not.toMatch(/"level":[56]0/);
      }
    });
  },
);
