import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { mailsTo } from '../../testing/mailbox.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../testing/test-clock.ts';
import { addTestFirm, createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { createIntegration } from './create.ts';
import { openXero } from './open-xero.ts';
import type { ConnectionTest } from './schemas.ts';

const ORDER = [
  'signed_in',
  'right_organisation',
  'permissions_granted',
  'books_reachable',
  'payment_account',
  'lock_dates',
  'calls_left',
];

describe.each(BACKENDS)('Test Connection on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;

  beforeAll(async () => {
    clock = createTestClock();
    sandbox = await startSandbox({ clock, organisations: [{ name: 'Books', contacts: 1, invoices: 0 }] });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
  });
  beforeEach(async () => {
    // A minute's limit is the organisation's, and every test here uses the same one.
    clock.advance(61_000);
    firm = await addConnectedFirm(portal, sandbox, 'Books');
    sandbox.clearRequests();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const ask = async () =>
    await portal.request('POST', `/api/integrations/${firm.integrationId}/test`, {
      cookie: firm.owner.cookie,
    });
  /** Time stands still unless Xero is to be waited for. */
  const run = async ({ waiting = false } = {}) => {
    const answer = await (waiting ? runWithTime(clock, ask()) : ask());
    expect(answer.status).toBe(200);
    const test = await readJson<ConnectionTest>(answer);
    expect(test.checks.map(({ code }) => code)).toEqual(ORDER);
    expect(test.ok).toBe(test.checks.every(({ ok }) => ok));
    for (const check of test.checks) expect(check.remedy === null).toBe(check.ok);
    return test;
  };
  const failed = (test: ConnectionTest) => test.checks.filter(({ ok }) => !ok).map(({ code }) => code);
  const messageOf = (test: ConnectionTest, code: string) =>
    test.checks.find((check) => check.code === code)?.message;
  const choose = (accountId: string) =>
    portal.services.store.firm(firm.firmId, (query) =>
      query.updateTable('integrations').set({ payment_account_id: accountId }).execute(),
    );
  const accounts = async () => {
    const { xero } = await openXero(portal.services, firm.firmId, firm.integrationId);
    return (await xero.accounts()).records;
  };

  test('is all well on a fresh connection, with three calls at most', async () => {
    const test = await run();
    expect(failed(test)).toEqual([]);
    expect(messageOf(test, 'payment_account')).toMatch(/No account is chosen/);
    expect(messageOf(test, 'lock_dates')).toMatch(/Xero/);
    expect(messageOf(test, 'calls_left')).toMatch(/^\d+ calls/);
    expect(sandbox.requests().length).toBeLessThanOrEqual(3);
  });

  test('answers 409 while nothing is saved', async () => {
    const firmId = await addTestFirm(portal.services);
    const staff = { userId: firmId, name: 'Staff', email: 's@example.com', staff: true, roles: new Map() };
    const { id } = await createIntegration(portal.services, staff, firmId, { platform: 'xero' });
    const answer = await portal.request('POST', `/api/integrations/${id}/test`, {
      cookie: firm.staff.cookie,
    });
    expect(answer.status).toBe(409);
    expect(await answer.json()).toMatchObject({ code: 'not_saved' });
  });

  test('names the account that payments go to, and what is wrong with one that takes none', async () => {
    const all = await accounts();
    const takes = all.find(({ type, status }) => type === 'BANK' && status === 'ACTIVE');
    const takesNone = all.find(
      ({ type, status, enablePaymentsToAccount }) =>
        type !== 'BANK' && status === 'ACTIVE' && !enablePaymentsToAccount,
    );
    await choose(takes?.accountId ?? '');
    const good = await run();
    expect(failed(good)).toEqual([]);
    expect(messageOf(good, 'payment_account')).toContain(takes?.name);

    await choose(takesNone?.accountId ?? '');
    expect(failed(await run())).toEqual(['payment_account']);
    await choose(firm.firmId);
    expect(failed(await run())).toEqual(['payment_account']);
  });

  test('tells the later of the lock dates', async () => {
    sandbox.books('Books').setLockDates({ periodLockDate: '2025-12-31', endOfYearLockDate: '2025-03-31' });
    expect(messageOf(await run(), 'lock_dates')).toContain('2025-12-31');
    sandbox.books('Books').setLockDates({ periodLockDate: null, endOfYearLockDate: null });
  });

  test('names in words a permission that was not granted', async () => {
    await portal.services.store.firm(firm.firmId, (query) =>
      query
        .updateTable('connections')
        .set({ scopes: ['offline_access', 'accounting.settings', 'accounting.contacts.read'] })
        .execute(),
    );
    const test = await run();
    expect(failed(test)).toEqual(['permissions_granted']);
    expect(messageOf(test, 'permissions_granted')).toContain('invoices');
  });

  test('says that the organisation was disconnected inside Xero', async () => {
    sandbox.disconnect('Books');
    expect(failed(await run())).toEqual(['right_organisation', 'books_reachable', 'lock_dates']);
  });

  test('says that Xero is away, and nothing else changes', async () => {
    sandbox.addFault({ match: { path: '' }, effect: { status: 503 } });
    const test = await run({ waiting: true });
    expect(failed(test)).toEqual(['right_organisation', 'books_reachable', 'lock_dates', 'calls_left']);
    expect(test.checks.at(1)?.remedy).toMatch(/Wait/);
    const { status } = await portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('integrations').select('status').executeTakeFirstOrThrow(),
    );
    expect(status).toBe('connected');
  });

  test.each(['/connect/token', '/connections', '/Organisation'])(
    'is over after eight seconds also when %s does not answer',
    async (path) => {
      if (path === '/connect/token') clock.advance(30 * 60_000);
      sandbox.addFault({ match: { path }, effect: { delayMs: 1_500 } });
      const askedAt = clock.now().getTime();
      const late = (await run({ waiting: true })).checks.filter(({ ok }) => !ok);
      expect(clock.now().getTime() - askedAt).toBeLessThan(12_000);
      expect(late.length).toBeGreaterThan(0);
      for (const check of late) expect(check.message).toBe('Xero did not answer in time.');
    },
  );

  test('a failure of our own, such as a lost encryption key, is not told as a Xero that is away', async () => {
    await portal.services.store.firm(firm.firmId, (query) =>
      query.updateTable('connections').set({ tokens: 'sealed with a lost key' }).execute(),
    );
    const answer = await ask();
    expect(answer.status).toBe(500);
    expect(await answer.json()).toMatchObject({ code: 'internal' });
  });

  test('a revoked grant shows although its token should still live, and is marked with one mail', async () => {
    sandbox.addFault({ match: { path: '/connections' }, effect: { status: 401 } });
    sandbox.addFault({ match: { path: '/api.xro' }, effect: { status: 401 } });
    sandbox.addFault({
      match: { path: '/connect/token' },
      effect: {
        status: 400,
        headers: { 'content-type': 'application/json' },
        body: '{"error":"invalid_grant"}',
      },
    });
    const test = await run();
    expect(test.checks[0]).toMatchObject({ code: 'signed_in', ok: false });
    expect(failed(await run())).toContain('signed_in');
    const answer = await portal.request('GET', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
    });
    expect(await answer.json()).toMatchObject({
      status: 'reconnect_needed',
      nextSyncAt: null,
      problem: { code: 'access_revoked' },
    });
    expect(await mailsTo(portal.services, firm.owner.email, 'access_lost')).toHaveLength(1);
  });
});
