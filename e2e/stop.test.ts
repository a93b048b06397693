import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { createTestDatabase } from '../portal/testing/test-database.ts';
import { startDatabaseProxy } from './database-proxy.ts';
import { connectFirm, runThat, sandboxSettings, startSync } from './portal-client.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';

const BOOKS = 'Books';
const LONGEST_STOP_MS = 10_000;

describe('a portal that is told to stop', () => {
  let sandbox: Sandbox;
  const portals: PortalProcess[] = [];
  const ends: (() => Promise<void>)[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox({ organisations: [{ name: BOOKS, contacts: 20, invoices: 50 }] });
  });
  afterEach(async () => {
    sandbox.clearFaults();
    for (const portal of portals.splice(0)) await portal.stop('SIGKILL');
    for (const end of ends.splice(0)) await end();
  });
  afterAll(() => sandbox.close());

  const start = async (environment: Record<string, string> = {}) => {
    const portal = await startPortal(await freePort(), { ...sandboxSettings(sandbox), ...environment });
    portals.push(portal);
    return portal;
  };
  /** A request that Xero answers after so long, and that has reached Xero. */
  const slowRequest = async (firm: Awaited<ReturnType<typeof connectFirm>>, delayMs: number) => {
    const { promise: hasArrived, resolve: arrived } = Promise.withResolvers<void>();
    const act = async () => {
      arrived();
      await pause(delayMs);
    };
    sandbox.addFault({ match: { path: '/Organisation' }, times: 1, effect: { act, when: 'before' } });
    const answer = firm.owner.send<{ checks: unknown[] }>(
      'POST',
      `/api/integrations/${firm.integrationId}/test`,
    );
    answer.catch(() => {});
    await hasArrived;
    return { answer };
  };

  test('answers the requests in hand, ends its event streams, hands its run back, and is gone within ten seconds', async () => {
    const portal = await start();
    const firm = await connectFirm(portal.url, sandbox, BOOKS);
    sandbox.addFault({ match: { path: '/Contacts' }, effect: { delayMs: 25_000 } });
    const runId = await startSync(firm.owner, firm.integrationId);
    await runThat(firm.owner, runId, ({ status }) => status === 'running');
    const events = await firm.owner.watch(`/api/syncs/${runId}/events`);
    const { answer } = await slowRequest(firm, 2_000);

    const asked = performance.now();
    const [code, answered] = await Promise.all([portal.stop(), answer, events.text().catch(() => '')]);
    expect(performance.now() - asked).toBeLessThan(LONGEST_STOP_MS);
    expect(code).toBe(0);
    expect(answered.checks.length).toBeGreaterThan(0);
    expect(portal.output()).not.toMatch(/"level":[56]0/);
  });

  test('a second time ends at once with one line that says what it still waited for', async () => {
    const portal = await start();
    const firm = await connectFirm(portal.url, sandbox, BOOKS);
    const { answer } = await slowRequest(firm, 4_000);
    // Two different signals, since two of a kind may arrive as one.
    const asked = performance.now();
    process.kill(portal.pid, 'SIGINT');
    const stopped = portal.stop();
    expect(await stopped).toBe(1);
    expect(performance.now() - asked).toBeLessThan(2_000);
    expect(portal.output()).toMatch(
      /^Ledgerport was told twice to stop and did not wait for requests and sync runs in hand\..*$/m,
    );
    await expect(answer).rejects.toThrow();
  });

  test.runIf(process.env.TEST_DATABASE_URL)(
    'while its database answers nothing at all ends after ten seconds with one line that says so',
    async () => {
      const database = await createTestDatabase();
      const proxy = await startDatabaseProxy(database.url);
      const portal = await start({
        DATABASE_URL: proxy.url,
        ENCRYPTION_KEYS: randomBytes(32).toString('hex'),
      });
      ends.push(
        () => proxy.close(),
        () => database.drop(),
      );
      proxy.freeze();
      // It is in the middle of a transaction from now on.
      const ready = await fetch(`${portal.url}/readyz`);
      expect(ready.status).toBe(503);
      const asked = performance.now();
      expect(await portal.stop()).toBe(1);
      expect(performance.now() - asked).toBeLessThan(LONGEST_STOP_MS + 1_000);
      expect(portal.output()).toMatch(/^Ledgerport could not stop in time: it still waited for .*$/m);
    },
  );
});
