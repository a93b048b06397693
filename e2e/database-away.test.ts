import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { createTestDatabase } from '../portal/testing/test-database.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { POSTGRES_PROGRAMS, startDatabaseServer } from './database-server.ts';
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

const BOOKS = ['Books A', 'Books B', 'Books C'].map((name) => ({ name, contacts: 1_100, invoices: 5_000 }));
const AWAY_MS = 30_000;

type Setting = {
  url: string;
  disturb(whileAway: () => Promise<void>): Promise<void>;
  close(): Promise<void>;
};

/** The database of `TEST_DATABASE_URL` behind a proxy that lets it vanish for half a minute. */
async function vanishing(): Promise<Setting> {
  const database = await createTestDatabase();
  const proxy = await startDatabaseProxy(database.url);
  return {
    url: proxy.url,
    async disturb(whileAway) {
      await proxy.leave();
      await Promise.all([pause(AWAY_MS), whileAway()]);
      await proxy.comeBack();
    },
    async close() {
      await proxy.close();
      await database.drop();
    },
  };
}

/** A server of the test's own that crashes and starts again. */
async function crashing(): Promise<Setting> {
  const server = await startDatabaseServer();
  return {
    url: server.url,
    disturb: () => server.restart(),
    close: () => server.close(),
  };
}

describe('two workers and a web process in mid-run', () => {
  const ends: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  });

  const readiness = async (portal: PortalProcess) =>
    (await fetch(`${portal.url}/readyz`).catch(() => null))?.status;

  test.each([
    ['vanishes for 30 seconds', vanishing, process.env.TEST_DATABASE_URL !== undefined],
    ['crashes and is started again', crashing, POSTGRES_PROGRAMS !== undefined],
  ])(
    'check 23: whose PostgreSQL %s go on by themselves, and everything ends as if nothing had happened',
    async (_, open, isPossible) => {
      if (!isPossible) return;
      const setting = await open();
      ends.push(() => setting.close());
      const sandbox: Sandbox = await startSandbox({ organisations: BOOKS });
      ends.push(() => sandbox.close());
      const port = await freePort();
      const settings = {
        ...sandboxSettings(sandbox),
        DATABASE_URL: setting.url,
        ENCRYPTION_KEYS: randomBytes(32).toString('hex'),
        PUBLIC_URL: `http://localhost:${port}`,
        LOG_LEVEL: 'info',
      };
      const portals = await Promise.all([
        startPortal(port, { ...settings, ROLE: 'web' }),
        ...[await freePort(), await freePort()].map((own) =>
          startPortal(own, { ...settings, ROLE: 'worker' }),
        ),
      ]);
      ends.push(() => Promise.all(portals.map((portal) => portal.stop('SIGKILL'))));
      const [web] = portals;
      if (!web) throw new Error('No portal.');
      const firms: Awaited<ReturnType<typeof connectFirm>>[] = [];
      for (const { name } of BOOKS) firms.push(await connectFirm(web.url, sandbox, name));
      sandbox.addFault({ match: { path: '/api.xro/' }, effect: { delayMs: 400 } });
      const runs = await Promise.all(
        firms.map(({ owner, integrationId }) => startSync(owner, integrationId)),
      );
      await Promise.all(
        firms.map(({ owner }, n) =>
          runThat(owner, runs[n] ?? '', ({ entities }) => (entities.customers?.created ?? 0) > 0),
        ),
      );

      const startedAt = performance.now();
      await setting.disturb(async () => {
        for (const portal of portals) {
          await expect.poll(() => readiness(portal), { timeout: 10_000 }).toBe(503);
          expect((await fetch(`${portal.url}/healthz`)).status).toBe(200);
        }
      });
      for (const portal of portals) await expect.poll(() => readiness(portal), { timeout: 20_000 }).toBe(200);

      for (const [n, { owner, firmId, integrationId }] of firms.entries()) {
        const run = await runThat(owner, runs[n] ?? '', hasSucceeded, 150_000);
        expect(await mirrorOf(owner, firmId)).toEqual(truthOf(sandbox, BOOKS[n]?.name ?? ''));
        const { items } = await owner.get<{ items: Run[] }>(`/api/integrations/${integrationId}/syncs`);
        // One run was asked for, and one there is: it neither failed nor was it done twice.
        expect(items.map(({ id, status }) => [id, status])).toEqual([[run.id, 'succeeded']]);
      }
      process.stdout.write(
        `all was read ${Math.round((performance.now() - startedAt) / 1000)} s after the break\n`,
      );

      // The queue wakes the workers again: what is asked for now is done at once.
      sandbox.clearFaults();
      for (const { owner, integrationId } of firms)
        await runThat(owner, await startSync(owner, integrationId), hasSucceeded, 20_000);
      for (const portal of portals) expect(await portal.stop()).toBe(0);
    },
    240_000,
  );
});
