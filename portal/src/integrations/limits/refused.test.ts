import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../../testing/connect.ts';
import { readJson } from '../../../testing/read-json.ts';
import { runWithTime } from '../../../testing/run-with-time.ts';
import { createTestClock, type TestClock } from '../../../testing/test-clock.ts';
import { createTestPortal, type TestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import type { Services } from '../../services.ts';
import { executeRun } from '../../sync/run.ts';
import type { SyncRun } from '../../sync/schemas.ts';
import { openXero } from '../open-xero.ts';
import type { Integration } from '../schemas.ts';
import { createStoreLimiter } from './store-limiter.ts';

type Firm = Awaited<ReturnType<typeof addConnectedFirm>>;

describe.each(BACKENDS)('what a 429 of Xero’s leads to on %s', (kind) => {
  let clock: TestClock;
  let sandbox: Sandbox;
  let portal: TestPortal;
  let books: Firm;
  let others: Firm;

  beforeAll(async () => {
    clock = createTestClock();
    const organisations = ['Books', 'Others'].map((name) => ({ name, contacts: 2, invoices: 3 }));
    sandbox = await startSandbox({ clock, organisations });
    portal = await createTestPortal(kind, { xero: sandbox, clock });
    books = await addConnectedFirm(portal, sandbox, 'Books');
    others = await addConnectedFirm(portal, sandbox, 'Others');
  });
  // Two days later Xero has forgotten all calls, and so has the portal.
  beforeEach(async () => {
    clock.advance(2 * 86_400_000);
    sandbox.clearRequests();
    sandbox.clearFaults();
    await portal.services.store.system(async (query) => {
      await query.deleteFrom('xero_limits').execute();
      await query.updateTable('xero_app_limits').set({ held_until: null, slowed_at: null }).execute();
    });
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  /** The services of a process of its own on the shared store. */
  const process = (): Services => {
    const limiter = createStoreLimiter(portal.services.store, clock);
    return { ...portal.services, xero: { ...portal.services.xero, limiter } };
  };
  const open = async (firm: Firm) => (await openXero(process(), firm.firmId, firm.integrationId)).xero;
  const calls = () =>
    sandbox
      .requests()
      .filter(({ path }) => path.startsWith('/api.xro/'))
      .map(({ status, time }) => ({ status, at: Date.parse(time) }));

  test('check 21: after one for the minute the call is made again once Retry-After is over, and not before', async () => {
    sandbox.switches.limitWindow = 'rolling';
    sandbox.spendCalls('Books', { minute: 'all' });
    const reading = (await open(books)).organisation();
    await expect.poll(() => calls().length).toBe(1);
    await runWithTime(clock, reading);
    const [refused, again, ...more] = calls();
    expect([refused?.status, again?.status, more]).toEqual([429, 200, []]);
    const waited = (again?.at ?? 0) - (refused?.at ?? 0);
    expect(waited).toBeGreaterThanOrEqual(60_000);
    expect(waited).toBeLessThan(120_000);
  });

  test.each([
    ['appminute', true],
    ['appminute', false],
    ['app-minute', false],
  ])(
    'check 21: one for the app, called %s and with Retry-After %s, keeps every process from every organisation',
    async (name, says) => {
      sandbox.switches.appMinuteProblem = name;
      sandbox.switches.appMinuteRetryAfter = says;
      sandbox.spendCalls('Books', { appMinute: 'all' });
      const [one, other] = [await open(books), await open(others)];
      const first = one.organisation();
      await expect.poll(() => calls().map(({ status }) => status)).toEqual([429]);
      const second = other.organisation();
      await runWithTime(clock, Promise.all([first, second]));
      // Nobody else had to meet the limit to learn of it.
      expect(calls().map(({ status }) => status)).toEqual([429, 200, 200]);
    },
  );

  test('check 21: one for calls in flight is answered by a pause and by fewer calls at once', async () => {
    sandbox.addFault({
      match: { path: '/Organisation' },
      times: 1,
      effect: { status: 429, headers: { 'x-rate-limit-problem': 'concurrent' } },
    });
    const xero = await open(books);
    await runWithTime(clock, xero.organisation());
    const { at_once } = await portal.services.store.system((query) =>
      query.selectFrom('xero_limits').select('at_once').executeTakeFirstOrThrow(),
    );
    expect(at_once).toBe(2);
    expect(calls().map(({ status }) => status)).toEqual([429, 200]);
  });

  test('check 21: one for the day ends the run with until when, and nothing is asked of Xero before', async () => {
    sandbox.spendCalls('Books', { day: 'all' });
    const run = async () => {
      const started = await portal.request('POST', `/api/integrations/${books.integrationId}/syncs`, {
        cookie: books.owner.cookie,
        body: {},
      });
      const { id: runId } = await readJson<{ id: string }>(started);
      const doing = executeRun(process(), { firmId: books.firmId, runId }, new AbortController().signal);
      await runWithTime(clock, doing);
      return await readJson<SyncRun>(
        await portal.request('GET', `/api/syncs/${runId}`, { cookie: books.owner.cookie }),
      );
    };
    const { status, problem } = await run();
    expect([status, problem?.code]).toEqual(['failed', 'day_limit']);
    const told = / from (\d{4}-\d\d-\d\d) (\d\d:\d\d) UTC\./.exec(problem?.message ?? '');
    const integration = await readJson<Integration>(
      await portal.request('GET', `/api/integrations/${books.integrationId}`, {
        cookie: books.owner.cookie,
      }),
    );
    const until = Date.parse(`${told?.[1]}T${told?.[2]}:00Z`);
    expect(Math.abs(Date.parse(integration.nextSyncAt ?? '') - until)).toBeLessThan(120_000);
    expect(until).toBeGreaterThan(clock.now().getTime());

    await run();
    expect(calls().map(({ status }) => status)).toEqual([429]);
    clock.advance(until + 60_000 - clock.now().getTime());
    expect((await run()).status).toBe('succeeded');
  });
});
