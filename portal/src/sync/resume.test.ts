import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { LEASE_MS, takeRun } from './lease.ts';
import { executeRun } from './run.ts';
import { scheduleDue } from './schedule.ts';

const BOOKS = 'Large Books';
/** A full list of contacts goes over its last second again, and of invoices 1,500 carry one instant across pages. */
const PAGES_BEGUN_AGAIN = 3;
/** Of some pages, to be read again and again. */
const MIDDLE = 'Middle Books';

describe.each(BACKENDS)('runs that meet restarts, crowds and large books on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [
        { name: BOOKS, contacts: 2_000, invoices: 10_000 },
        { name: MIDDLE, contacts: 1_050, invoices: 1_600 },
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  type Firm = Awaited<ReturnType<typeof addConnectedFirm>>;
  const startRun = async (firm: Firm) => {
    const answer = await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
      cookie: firm.owner.cookie,
      body: {},
    });
    return await readJson<{ id: string; status: string }>(answer);
  };
  const execute = (firm: Firm, runId: string, stop = new AbortController().signal) =>
    runWithTime(portal.clock, executeRun(portal.services, { firmId: firm.firmId, runId }, stop));
  const statusOf = async (firm: Firm, id: string) =>
    (
      await readJson<{ status: string }>(
        await portal.request('GET', `/api/syncs/${id}`, { cookie: firm.owner.cookie }),
      )
    ).status;
  const calls = () => sandbox.requests().filter((request) => request.path.startsWith('/api.xro/')).length;
  /** Everything that was read, row by row, but for the ids given here. */
  const mirror = async (firm: Firm) => {
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{
        key: string;
      }>`select xero_invoice_id || content_hash as key from invoices union all select xero_contact_id || content_hash from customers order by key`.execute(
        query,
      ),
    );
    return rows.map((row) => row.key);
  };
  const pages = async (firm: Firm) => {
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{ pages: number }>`select sum(ceil(count / 1000.0))::int as pages from (
        select count(*) from customers union all select count(*) from invoices
        union all select count(*) from credits where kind = 'credit_note' union all select count(*) from recorded_payments
      ) counts`.execute(query),
    );
    return rows[0]?.pages ?? 0;
  };
  const truthCount = (name = BOOKS) => {
    const { invoices, contacts } = sandbox.books(name).truth();
    return (
      Object.values(invoices.ACCREC).reduce((sum, count) => sum + count, 0) +
      contacts.active +
      contacts.archived
    );
  };

  test('the first run of 10,000 invoices and 2,000 contacts makes few calls more than there are pages, and one without changes at most 4', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    sandbox.clearRequests();
    await execute(firm, (await startRun(firm)).id);
    // Nine of them are no pages of these four.
    expect(calls()).toBeLessThanOrEqual((await pages(firm)) + 9 + PAGES_BEGUN_AGAIN);
    const first = await mirror(firm);
    expect(first.length).toBe(truthCount());
    sandbox.clearRequests();
    await execute(firm, (await startRun(firm)).id);
    expect(calls()).toBeLessThanOrEqual(4);
    expect(await mirror(firm)).toEqual(first);
  });

  test.each([
    ['stopped', (stop: AbortController) => stop.abort()],
    // What a dead process wrote last is rolled back, and its lease runs out.
    [
      'killed',
      (_: AbortController, id: string) =>
        void portal.services.store.system((query) =>
          query
            .updateTable('sync_runs')
            .set({ lease_token: crypto.randomUUID(), lease_until: portal.clock.now() })
            .where('id', '=', id)
            .where('status', '=', 'running')
            .execute(),
        ),
    ],
  ])(
    'check 17: a run that is %s at each of its calls in turn and goes on ends with the rows of one full read',
    async (_, end) => {
      const whole = await addConnectedFirm(portal, sandbox, MIDDLE);
      await execute(whole, (await startRun(whole)).id);
      const firm = await addConnectedFirm(portal, sandbox, MIDDLE);
      const { id } = await startRun(firm);
      let ended = 0;
      for (let turn = 1; (await statusOf(firm, id)) !== 'succeeded' && turn < 60; turn += 1) {
        const stop = new AbortController();
        const before = calls();
        let isEnded = false;
        const watching = setInterval(() => {
          if (isEnded || calls() <= before + turn) return;
          isEnded = true;
          ended += 1;
          end(stop, id);
        }, 1);
        await execute(firm, id, stop.signal);
        clearInterval(watching);
        portal.clock.advance(LEASE_MS + 1);
      }
      expect(await statusOf(firm, id)).toBe('succeeded');
      expect(ended).toBeGreaterThan(2);
      const rows = await mirror(firm);
      expect(rows.length).toBe(truthCount(MIDDLE));
      expect(rows).toEqual(await mirror(whole));
    },
    120_000,
  );

  test('check 18: more invoices than a page holds that share one time of change are all stored', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    await execute(firm, (await startRun(firm)).id);
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{
        count: number;
      }>`select count(*)::int as count from invoices group by xero_updated_at order by count desc limit 1`.execute(
        query,
      ),
    );
    expect(rows[0]?.count).toBeGreaterThan(1_000);
    expect((await mirror(firm)).length).toBe(truthCount());
  }, 120_000);

  test('check 20: a full read that broke off deletes nothing', async () => {
    const firm = await addConnectedFirm(portal, sandbox, MIDDLE);
    await execute(firm, (await startRun(firm)).id);
    const before = await mirror(firm);
    const answer = await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
      cookie: firm.owner.cookie,
      body: { full: true },
    });
    const { id } = await readJson<{ id: string }>(answer);
    sandbox.addFault({ match: { path: '/Invoices' }, skip: 1, effect: { status: 503 } });
    await execute(firm, id);
    sandbox.clearFaults();
    expect(await statusOf(firm, id)).toBe('failed');
    expect(await mirror(firm)).toEqual(before);
    await execute(firm, (await startRun(firm)).id);
    expect(await mirror(firm)).toEqual(before);
  }, 120_000);

  test('check 22: ten clicks on Sync Now are one run, also while it runs, and each is answered without waiting for Xero', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    sandbox.clearRequests();
    const began = performance.now();
    const runs = await Promise.all(Array.from({ length: 10 }, () => startRun(firm)));
    process.stdout.write(`ten clicks were answered in ${Math.round(performance.now() - began)} ms\n`);
    expect(new Set(runs.map((run) => run.id)).size).toBe(1);
    expect(sandbox.requests()).toEqual([]);
    await takeRun(portal.services, firm.firmId, runs[0]?.id ?? '');
    expect(await startRun(firm)).toEqual({ id: runs[0]?.id, status: 'running' });
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql`select id from sync_runs`.execute(query),
    );
    expect(rows.length).toBe(1);
  });

  test('check 23: a run that a worker holds is not taken by another, until that worker has been silent for the time of its lease', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    const { id } = await startRun(firm);
    const first = await takeRun(portal.services, firm.firmId, id);
    expect(first).not.toBeNull();
    expect(await takeRun(portal.services, firm.firmId, id)).toBeNull();
    portal.clock.advance(LEASE_MS + 1);
    const second = await takeRun(portal.services, firm.firmId, id);
    expect(second?.token).not.toBe(first?.token);
  });

  test('the worker that lost its run writes nothing more for it', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    const { id } = await startRun(firm);
    const slow = executeRun(
      portal.services,
      { firmId: firm.firmId, runId: id },
      new AbortController().signal,
    );
    await expect.poll(() => statusOf(firm, id)).toBe('running');
    await portal.services.store.system((query) =>
      query.updateTable('sync_runs').set({ lease_token: crypto.randomUUID() }).where('id', '=', id).execute(),
    );
    await runWithTime(portal.clock, slow);
    const rows = (await mirror(firm)).length;
    expect(rows).toBeLessThan(truthCount());
    expect(await statusOf(firm, id)).toBe('running');
  });

  test('the scheduler starts what is due once, and not what is paused or must be connected again', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    const runsOf = async () =>
      await portal.services.store.firm(firm.firmId, (query) =>
        query.selectFrom('sync_runs').select(['id', 'trigger']).execute(),
      );
    await scheduleDue(portal.services);
    expect(await runsOf()).toEqual([]);
    portal.clock.advance(3_600_000);
    await Promise.all([scheduleDue(portal.services), scheduleDue(portal.services)]);
    expect(await runsOf()).toEqual([expect.objectContaining({ trigger: 'connected' })]);
    const [run] = await runsOf();
    await execute(firm, run?.id ?? '');
    await portal.request('PATCH', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
      body: { paused: true },
    });
    portal.clock.advance(7_200_000);
    await scheduleDue(portal.services);
    expect((await runsOf()).length).toBe(1);
    await portal.request('PATCH', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
      body: { paused: false },
    });
    portal.clock.advance(3_600_000);
    await scheduleDue(portal.services);
    expect((await runsOf()).map((one) => one.trigger).sort()).toEqual(['connected', 'schedule']);
  });

  test('an organisation disconnected inside Xero is noticed by the next run, once, and the same steps bring it back', async () => {
    const firm = await addConnectedFirm(portal, sandbox, BOOKS);
    await execute(firm, (await startRun(firm)).id);
    const before = await mirror(firm);
    sandbox.disconnect(BOOKS);
    await execute(firm, (await startRun(firm)).id);
    const read = async () =>
      await readJson<{ status: string; problem: { code: string } | null }>(
        await portal.request('GET', `/api/integrations/${firm.integrationId}`, { cookie: firm.owner.cookie }),
      );
    expect(await read()).toMatchObject({
      status: 'reconnect_needed',
      // All of them, unless another test has connected the person's other books.
      problem: { code: expect.stringMatching(/disconnected_in_xero$/) },
    });
    expect(await mirror(firm)).toEqual(before);
    const mails = await portal.services.store.system((query) =>
      query.selectFrom('mails').select('id').where('recipient', '=', firm.owner.email).execute(),
    );
    expect(mails.length).toBe(1);
    const refused = await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
      cookie: firm.owner.cookie,
      body: {},
    });
    expect(refused.status).toBe(409);

    await firm.connect();
    expect(await read()).toMatchObject({ status: 'connected', problem: null });
    sandbox.clearRequests();
    await execute(firm, (await startRun(firm)).id);
    expect(calls()).toBeLessThanOrEqual(4);
    expect(await mirror(firm)).toEqual(before);
  });
});
