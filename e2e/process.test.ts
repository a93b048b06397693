import { once } from 'node:events';
import { existsSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import {
  connect,
  connectFirm,
  hasSucceeded,
  mirrorOf,
  runThat,
  sandboxSettings,
  signIn,
  startSync,
  truthOf,
} from './portal-client.ts';
import { freePort, newDataDir, type PortalProcess, runPortal, startPortal } from './portal-process.ts';

const BOOKS = 'Large Books';
const KEY = 'k'.repeat(32);
const APP = { XERO_CLIENT_ID: 'id', XERO_CLIENT_SECRET: 'secret' };

/** Does `work` with a data folder and removes it; every portal that `work` starts must have ended by then. */
async function withDataDir(work: (dataDir: string) => Promise<void>): Promise<void> {
  const dataDir = newDataDir();
  await work(dataDir).finally(() => rmSync(dataDir, { recursive: true, force: true }));
}

describe('a start that cannot be', () => {
  test.each([
    ['PORT', { PORT: 'abc' }],
    ['XERO_CLIENT_SECRET', { XERO_CLIENT_ID: 'id' }],
    ['ENCRYPTION_KEYS', { DATABASE_URL: 'postgres://localhost/portal' }],
    ['DATABASE_URL', { ROLE: 'worker' }],
    [
      'XERO_CLIENT_ID',
      { DATABASE_URL: 'postgres://a:b@localhost:9/x', ENCRYPTION_KEYS: KEY, ROLE: 'worker' },
    ],
    ['XERO_CLIENT_ID', { PUBLIC_URL: 'https://billing.example' }],
    ['DATABASE_URL', { DATABASE_URL: 'postgres://a:b@localhost:9/x', ENCRYPTION_KEYS: KEY, ...APP }],
  ])('ends with one line that names %s: %o', (name, environment) =>
    withDataDir(async (dataDir) => {
      const { code, stdout, stderr } = await runPortal({ DATA_DIR: dataDir, ...environment });
      expect(stderr).toMatch(new RegExp(`^Ledgerport cannot start: ${name} [^\n]+\n$`));
      expect([code, stdout]).toEqual([1, '']);
    }),
  );

  test('ends with one line when something else listens on its port, and gives its data folder back', () =>
    withDataDir(async (dataDir) => {
      const port = await freePort();
      const other = createServer().listen(port, 'localhost');
      await once(other, 'listening');
      const { code, stdout, stderr } = await runPortal({ DATA_DIR: dataDir, PORT: String(port) });
      other.close();
      expect(stderr).toMatch(new RegExp(`^Ledgerport cannot start: PORT ${port} [^\n]+\n$`));
      expect([code, stdout]).toEqual([1, '']);
      expect(existsSync(join(dataDir, 'lock'))).toBe(false);
    }));

  test('check 24: a second portal on the same data folder ends with one line that names the first, which goes on', () =>
    withDataDir(async (dataDir) => {
      const first = await startPortal(await freePort(), { DATA_DIR: dataDir });
      const { code, stderr } = await runPortal({ DATA_DIR: dataDir, PORT: String(await freePort()) });
      expect(stderr).toMatch(
        new RegExp(`^Ledgerport cannot start: [^\n]*in use by process ${first.pid}\\.[^\n]*\n$`),
      );
      expect(code).toBe(1);
      expect((await fetch(`${first.url}/readyz`)).status).toBe(200);
      expect(await first.stop()).toBe(0);
      expect(existsSync(join(dataDir, 'lock'))).toBe(false);
    }));
});

describe('a portal that ends in the middle of its first run', () => {
  let sandbox: Sandbox;
  const portals: PortalProcess[] = [];

  beforeAll(async () => {
    sandbox = await startSandbox({
      organisations: [{ name: BOOKS, contacts: 1_500, invoices: 8_000 }],
    });
  });
  afterAll(async () => {
    for (const portal of portals) await portal.stop('SIGKILL');
    await sandbox.close();
  });

  /** Starts a portal and its first run, and answers once some invoices are stored and the next answer hangs. */
  const startHalfARun = async (dataDir: string) => {
    const port = await freePort();
    const settings = { ...sandboxSettings(sandbox), DATA_DIR: dataDir };
    const portal = await startPortal(port, settings);
    portals.push(portal);
    const firm = await connectFirm(portal.url, sandbox, BOOKS);
    sandbox.addFault({ match: { path: '/Invoices' }, skip: 3, effect: { delayMs: 25_000 } });
    const runId = await startSync(firm.owner, firm.integrationId);
    const half = await runThat(firm.owner, runId, ({ entities }) => (entities.invoices?.created ?? 0) > 0);
    expect(half.status).toBe('running');
    return { portal, firm, runId, half, startAgain: () => startPortal(port, settings) };
  };
  const contactReads = () => sandbox.requests().filter(({ path }) => path.endsWith('/Contacts'));

  test('check 17: goes on by itself after a SIGKILL, and ends with what the books hold', () =>
    withDataDir(async (dataDir) => {
      const { portal, firm, runId, startAgain } = await startHalfARun(dataDir);
      await portal.stop('SIGKILL');
      sandbox.clearFaults();
      sandbox.clearRequests();
      const again = await startAgain();
      portals.push(again);
      await runThat(firm.owner, runId, hasSucceeded);
      expect(await mirrorOf(firm.owner, firm.firmId)).toEqual(truthOf(sandbox, BOOKS));
      // It went on where it was: contacts were complete, so only later changes were asked for.
      expect(contactReads()[0]?.headers['if-modified-since']).toBeDefined();
      expect(await again.stop()).toBe(0);
    }));

  test('stops within ten seconds of a SIGTERM without a complaint, and goes on when it is started again', () =>
    withDataDir(async (dataDir) => {
      const { portal, firm, runId, half, startAgain } = await startHalfARun(dataDir);
      const asked = performance.now();
      expect(await portal.stop()).toBe(0);
      expect(performance.now() - asked).toBeLessThan(10_000);
      expect(portal.output()).not.toMatch(/"level":[456]0/);
      sandbox.clearFaults();
      sandbox.clearRequests();
      const again = await startAgain();
      portals.push(again);
      const run = await runThat(firm.owner, runId, hasSucceeded);
      expect(run.startedAt).toBe(half.startedAt);
      expect(await mirrorOf(firm.owner, firm.firmId)).toEqual(truthOf(sandbox, BOOKS));
      expect(contactReads()[0]?.headers['if-modified-since']).toBeDefined();
      expect(await again.stop()).toBe(0);
      expect(again.output()).not.toMatch(/"level":[456]0/);
    }));
});

describe('the demo', () => {
  test('prints where it is and how to sign in, and is still connected after a restart', () =>
    withDataDir(async (dataDir) => {
      const port = await freePort();
      const portal = await startPortal(port, { DATA_DIR: dataDir });
      const sandboxUrl = /sandbox stands in for Xero: (http:\S+)/.exec(portal.output())?.[1] ?? '';
      expect(portal.output()).toContain(`Ledgerport is ready: http://localhost:${port}\n`);
      expect(await (await fetch(sandboxUrl)).text()).toContain('Demo');
      const signIns = [...portal.output().matchAll(/^ +(\S+@demo\.example) +(\S+) +(\w+)$/gm)];
      expect(signIns.map(([, , , label]) => label)).toEqual(['Staff', 'Owner', 'Viewer']);
      for (const [, email = '', password = ''] of signIns) await signIn(portal.url, { email, password });

      const [, email = '', password = ''] = signIns[1] ?? [];
      const owner = await signIn(portal.url, { email, password });
      const { user } = await owner.get<{ user: { firms: { id: string }[] } }>('/api/session');
      const firmId = user.firms[0]?.id;
      const integrations = await owner.get<{ items: { id: string }[] }>(`/api/firms/${firmId}/integrations`);
      const integrationId = integrations.items[0]?.id ?? '';
      // A sandbox of the same seed has the same sign-ins and organisations, and walks anybody's pages.
      const walker = await startSandbox();
      await connect(owner, integrationId, walker, walker.organisations[1]?.name ?? '');
      await walker.close();
      await runThat(owner, await startSync(owner, integrationId), hasSucceeded);
      expect(await portal.stop()).toBe(0);

      const again = await startPortal(port, { DATA_DIR: dataDir });
      expect(again.output()).toContain('owner@demo.example');
      const integration = await owner.get<{ status: string }>(`/api/integrations/${integrationId}`);
      expect(integration.status).toBe('connected');
      expect(
        await owner.send<{ ok: boolean }>('POST', `/api/integrations/${integrationId}/test`),
      ).toMatchObject({ ok: true });
      await runThat(owner, await startSync(owner, integrationId), hasSucceeded);
      expect(await again.stop()).toBe(0);
      for (const one of [portal, again]) expect(one.output()).not.toMatch(/"level":[456]0|Error/);
    }));

  test('is over once its folder is used with a Xero app: nobody knows a password, and no sandbox starts on it', () =>
    withDataDir(async (dataDir) => {
      const staff = { email: 'ops@provider.example', password: 'correct horse battery' };
      const demoStaff = { email: 'staff@demo.example', password: 'demo-staff-password' };
      const port = await freePort();
      const demo = await startPortal(port, { DATA_DIR: dataDir });
      const session = await signIn(demo.url, demoStaff);
      expect(await demo.stop()).toBe(0);

      const bootstrap = { BOOTSTRAP_EMAIL: staff.email, BOOTSTRAP_PASSWORD: staff.password };
      const real = await startPortal(port, { DATA_DIR: dataDir, ...APP, ...bootstrap });
      expect(real.output()).toMatch(/^ {2}The demo’s users were taken out of use[^\n]*$/m);
      await expect(signIn(real.url, demoStaff)).rejects.toThrow('401');
      await expect(session.get('/api/session')).rejects.toThrow('401');
      const { user } = await (await signIn(real.url, staff)).get<{ user: object }>('/api/session');
      expect(user).toMatchObject({ email: staff.email, staff: true });
      expect(await real.stop()).toBe(0);

      const { code, stderr } = await runPortal({ DATA_DIR: dataDir, PORT: String(port) });
      expect(stderr).toMatch(/^Ledgerport cannot start: XERO_CLIENT_ID is missing[^\n]*xero-app[^\n]*\n$/);
      expect(code).toBe(1);
      expect(existsSync(join(dataDir, 'lock'))).toBe(false);
    }));
});
