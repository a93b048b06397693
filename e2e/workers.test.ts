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
const LARGE = { name: 'Large Books', contacts: 1_200, invoices: 6_000 };

describe.runIf(process.env.TEST_DATABASE_URL)(
  'one web process and two workers on one PostgreSQL database',
  () => {
    let database: Awaited<ReturnType<typeof createTestDatabase>>;
    let sandbox: Sandbox;
    let web: PortalProcess;
    let workers: [PortalProcess, PortalProcess];

    beforeAll(async () => {
      database = await createTestDatabase();
      sandbox = await startSandbox({ organisations: [...SMALL, LARGE] });
      const port = await freePort();
      const settings = {
        ...sandboxSettings(sandbox),
        DATABASE_URL: database.url,
        ENCRYPTION_KEYS: randomBytes(32).toString('hex'),
        PUBLIC_URL: `http://localhost:${port}`,
        LOG_LEVEL: 'info',
      };
      // All at once, so that they also bring the new database to its schema together.
      [web, ...workers] = await Promise.all([
        startPortal(port, { ...settings, ROLE: 'web' }),
        startPortal(port, { ...settings, ROLE: 'worker' }),
        startPortal(port, { ...settings, ROLE: 'worker' }),
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

        // A run reads in this order, so calls of two runs that overlapped would not spell it again and again.
        const calls = sandbox
          .requests()
          .filter(
            ({ path, tenantId }) =>
              path.startsWith('/api.xro/') && tenantId === tenantOf(SMALL[n]?.name ?? ''),
          )
          .toSorted((one, other) => one.time.localeCompare(other.time));
        expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
        const spelled = calls.map(({ path }) => path.split('/').at(-1)?.[0]).join('');
        expect(spelled).toMatch(new RegExp(`^(OAC+I+){${runs.length}}$`));
      }
      for (const worker of workers) expect(worker.output()).toContain('a sync run starts');
    });

    test('the run of a worker that was killed is finished by the other within its lease', async () => {
      const { owner, firmId, integrationId } = await connectFirm(web.url, sandbox, LARGE.name);
      sandbox.addFault({ match: { path: '/Invoices' }, skip: 3, effect: { delayMs: 20_000 } });
      const runId = await startSync(owner, integrationId);
      await runThat(owner, runId, ({ entities }) => (entities.invoices?.created ?? 0) > 0);
      const [killed, other] = startsOf(workers[0], runId) > 0 ? workers : workers.toReversed();
      await killed?.stop('SIGKILL');
      sandbox.clearFaults();
      await runThat(owner, runId, hasSucceeded, 120_000);
      expect(other && startsOf(other, runId)).toBe(1);
      expect(await mirrorOf(owner, firmId)).toEqual(truthOf(sandbox, LARGE.name));
    });

    test('they stop in order without a complaint', async () => {
      const codes = await Promise.all([web, ...workers].map((portal) => portal.stop()));
      expect(codes.toSorted()).toEqual([0, 0, null]);
      for (const portal of [web, ...workers]) expect(portal.output()).not.toMatch(/"level":[56]0/);
    });
  },
);
