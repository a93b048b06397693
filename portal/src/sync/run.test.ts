import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { handBack, LEASE_MS, takeRun } from './lease.ts';
import { executeRun } from './run.ts';
import type { SyncRun } from './schemas.ts';

const BOOKS = 'Test Books';

describe.each(BACKENDS)('a sync run on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [{ name: BOOKS, contacts: 40, invoices: 300 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
    firm = await addConnectedFirm(portal, sandbox, BOOKS);
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const startRun = async (full = false): Promise<string> => {
    const answer = await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
      cookie: firm.owner.cookie,
      body: { full },
    });
    expect(answer.status).toBe(202);
    const { id } = await readJson<{ id: string }>(answer);
    return id;
  };
  const readRun = async (id: string): Promise<SyncRun> =>
    await readJson<SyncRun>(await portal.request('GET', `/api/syncs/${id}`, { cookie: firm.owner.cookie }));
  const execute = (id: string, stop = new AbortController().signal) =>
    runWithTime(portal.clock, executeRun(portal.services, { firmId: firm.firmId, runId: id }, stop));
  const sync = async (full = false): Promise<SyncRun> => {
    const id = await startRun(full);
    await execute(id);
    return await readRun(id);
  };
  const due = async () => {
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{
        currency: string;
        due: string;
      }>`select currency, sum(amount_due)::text as due from invoices where status = 'AUTHORISED' group by currency order by currency`.execute(
        query,
      ),
    );
    return Object.fromEntries(rows.map((row) => [row.currency, Number(row.due)]));
  };
  const expectedDue = () =>
    Object.fromEntries(
      Object.entries(sandbox.books(BOOKS).truth().due).map(([currency, amount]) => [
        currency,
        Number(amount),
      ]),
    );
  /** Every stored row with the transaction that wrote it. */
  const versions = async () =>
    await portal.services.store.firm(firm.firmId, async (query) => {
      const { rows } =
        await sql`select id, xmin::text as written from invoices union all select id, xmin::text from customers order by id`.execute(
          query,
        );
      return rows;
    });
  const anOpenInvoice = async () =>
    await portal.services.store.firm(firm.firmId, (query) =>
      query
        .selectFrom('invoices')
        .select(['id', 'xero_invoice_id', 'amount_due', 'amount_paid', 'amount_credited'])
        .where('status', '=', 'AUTHORISED')
        .where('amount_paid', '=', '0')
        .where('amount_credited', '=', '0')
        .limit(1)
        .executeTakeFirstOrThrow(),
    );

  test('the first run brings every customer and sales invoice, with the figures of the books', async () => {
    const run = await sync();
    const truth = sandbox.books(BOOKS).truth();
    expect(run).toMatchObject({ status: 'succeeded', trigger: 'manual', problem: null });
    expect(run.entities.customers?.created).toBe(truth.contacts.active + truth.contacts.archived);
    expect(run.entities.invoices?.created).toBe(
      Object.values(truth.invoices.ACCREC).reduce((sum, count) => sum + count, 0),
    );
    expect(await due()).toEqual(expectedDue());
  });

  test('a run in which nothing changed makes at most four calls and changes no row', async () => {
    const before = await versions();
    sandbox.clearRequests();
    const run = await sync();
    expect(
      sandbox.requests().filter((request) => request.path.startsWith('/api.xro/')).length,
    ).toBeLessThanOrEqual(4);
    expect(await versions()).toEqual(before);
    expect(run.entities.invoices).toMatchObject({ created: 0, updated: 0, removed: 0, failed: 0 });
  });

  test('check 20: a changed invoice shows its new amount, a voided one is no longer owed, but stays, and an archived customer is archived', async () => {
    const edited = await anOpenInvoice();
    sandbox.books(BOOKS).editInvoice(edited.xero_invoice_id, {
      lines: [{ description: 'More work', quantity: '1', unitAmount: '123.45' }],
    });
    expect((await sync()).entities.invoices).toMatchObject({ updated: 1, removed: 0 });
    expect(await due()).toEqual(expectedDue());

    sandbox.books(BOOKS).voidInvoice(edited.xero_invoice_id);
    expect((await sync()).entities.invoices).toMatchObject({ updated: 0, removed: 1 });
    expect(await due()).toEqual(expectedDue());
    const row = await portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('invoices').select('status').where('id', '=', edited.id).executeTakeFirst(),
    );
    expect(row).toEqual({ status: 'VOIDED' });

    const books = sandbox.books(BOOKS);
    const contact = books.addContact({ name: 'Soon archived' });
    const draft = books.addInvoice({
      contact: contact.id,
      status: 'DRAFT',
      lines: [{ description: 'Work', quantity: '1', unitAmount: '10.00' }],
    });
    await sync();
    books.archiveContact(contact.id);
    books.deleteInvoice(draft.id);
    await sync();
    const after = await portal.services.store.firm(firm.firmId, async (query) => ({
      customer: await query
        .selectFrom('customers')
        .select('archived')
        .where('xero_contact_id', '=', contact.id)
        .executeTakeFirst(),
      draft: await query
        .selectFrom('invoices')
        .select('status')
        .where('xero_invoice_id', '=', draft.id)
        .executeTakeFirst(),
    }));
    expect(after).toEqual({ customer: { archived: true }, draft: { status: 'DELETED' } });
  });

  test('a full run reads everything again and changes nothing that is right', async () => {
    const before = await versions();
    const run = await sync(true);
    expect(run).toMatchObject({ status: 'succeeded', full: true });
    expect(run.entities.invoices?.unchanged).toBeGreaterThan(250);
    expect(await versions()).toEqual(before);
  });

  test.each([
    ['is down', { status: 503, body: 'The Organisation is offline' }, 'organisation_offline'],
    [
      'answers HTML',
      { status: 500, headers: { 'content-type': 'text/html' }, body: '<html>An error occurred</html>' },
      'xero_unavailable',
    ],
    ['breaks off half-way', { cutBodyAt: 200 }, 'xero_unreachable'],
    ['drops the connection', { drop: 'before' as const }, 'xero_unreachable'],
    [
      'refuses for the day',
      { status: 429, headers: { 'x-rate-limit-problem': 'day', 'retry-after': '7200' } },
      'day_limit',
    ],
    [
      'refuses the permission',
      {
        status: 401,
        headers: { 'content-type': 'application/json', 'www-authenticate': 'insufficent_scope' },
        body: '{"Title":"Unauthorized","Status":401,"Detail":"AuthorizationUnsuccessful"}',
      },
      'permission_missing',
    ],
    [
      'answers nonsense',
      { status: 200, headers: { 'content-type': 'application/json' }, body: '{"Invoices":"none"}' },
      'unexpected',
    ],
  ])(
    'when Xero %s the run says so in words, what was read stays, and the rest comes next time',
    async (_, effect, code) => {
      const before = await due();
      sandbox.books(BOOKS).addContact({ name: `New ${code} ${portal.clock.now().getTime()}` });
      sandbox.addFault({ match: { path: '/Invoices' }, effect });
      const failed = await sync();
      expect(failed).toMatchObject({ status: 'failed', problem: { code } });
      expect(failed.problem?.message).toContain('What was read stays');
      expect(failed.entities.customers).toMatchObject({ created: 1 });
      expect(await due()).toEqual(before);
      const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
        sql<{ status: string; next: Date }>`select status, next_sync_at as next from integrations`.execute(
          query,
        ),
      );
      expect(rows[0]?.status).toBe('connected');
      expect(rows[0]?.next.getTime()).toBeGreaterThan(portal.clock.now().getTime());

      sandbox.clearFaults();
      portal.clock.advance(3 * 3_600_000);
      expect((await sync()).status).toBe('succeeded');
      expect(await due()).toEqual(expectedDue());
    },
  );

  test('a record that makes no sense is set aside and shown, the rest goes on, and it is asked for again', async () => {
    const invoice = await anOpenInvoice();
    sandbox.books(BOOKS).editInvoice(invoice.xero_invoice_id, { reference: 'touched' });
    const broken = {
      InvoiceID: invoice.xero_invoice_id,
      Type: 'ACCREC',
      Status: 'AUTHORISED',
      UpdatedDateUTC: 'whenever',
      Contact: {},
    };
    sandbox.addFault({
      match: { path: '/Invoices?' },
      effect: {
        status: 200,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ Invoices: [broken] }),
      },
    });
    const partial = await sync();
    expect(partial).toMatchObject({
      status: 'partial',
      problem: { code: 'records_set_aside' },
      entities: { invoices: { failed: 1 } },
    });
    const aside = await readJson<{ items: unknown[] }>(
      await portal.request('GET', `/api/syncs/${partial.id}/set-aside`, { cookie: firm.owner.cookie }),
    );
    expect(aside.items).toEqual([
      expect.objectContaining({ xeroId: invoice.xero_invoice_id, raw: expect.stringContaining('whenever') }),
    ]);

    const nothingNew = {
      match: { path: '/Invoices?' },
      times: 1,
      effect: { status: 200, headers: { 'content-type': 'application/json' }, body: '{"Invoices":[]}' },
    };
    expect((await sync()).status).toBe('partial');
    sandbox.clearFaults();
    sandbox.addFault(nothingNew);
    expect((await sync()).status).toBe('succeeded');
    const row = await portal.services.store.firm(firm.firmId, (query) =>
      query.selectFrom('invoices').select('reference').where('id', '=', invoice.id).executeTakeFirst(),
    );
    expect(row).toEqual({ reference: 'touched' });
  });

  test('Sync From makes the next run read again what changed since, once', async () => {
    await portal.services.store.firm(firm.firmId, (query) =>
      query.updateTable('invoices').set({ reference: 'spoilt', content_hash: 'spoilt' }).execute(),
    );
    expect((await sync()).entities.invoices?.updated).toBeLessThan(20);
    const saved = await portal.request('PATCH', `/api/integrations/${firm.integrationId}`, {
      cookie: firm.owner.cookie,
      body: { syncFrom: '2001-01-01T00:00:00.000Z' },
    });
    expect(saved.status).toBe(200);
    expect((await sync()).entities.invoices?.updated).toBeGreaterThan(200);
    const after = await readJson<{ syncFrom: string | null }>(
      await portal.request('GET', `/api/integrations/${firm.integrationId}`, { cookie: firm.owner.cookie }),
    );
    expect(after.syncFrom).toBeNull();
    expect((await sync()).entities.invoices?.unchanged).toBeLessThan(20);
  });

  test('asked to read everything again while a run is under way, the next run does, and it is due at once', async () => {
    const id = await startRun();
    const held = await takeRun(portal.services, firm.firmId, id);
    expect(held).not.toBeNull();
    expect(await startRun(true)).toBe(id);
    portal.clock.advance(LEASE_MS + 1);
    await execute(id);
    expect((await readRun(id)).entities.invoices?.unchanged).toBeLessThan(20);
    const { nextSyncAt } = await readJson<{ nextSyncAt: string }>(
      await portal.request('GET', `/api/integrations/${firm.integrationId}`, { cookie: firm.owner.cookie }),
    );
    expect(new Date(nextSyncAt).getTime()).toBeLessThanOrEqual(portal.clock.now().getTime());
    expect((await sync()).entities.invoices?.unchanged).toBeGreaterThan(250);
  });

  test('asked to read everything again after a run was handed back, that run begins anew and is full', async () => {
    const id = await startRun();
    const held = await takeRun(portal.services, firm.firmId, id);
    if (held) await handBack(portal.services, held);
    expect(await startRun(true)).toBe(id);
    await execute(id);
    const run = await readRun(id);
    expect(run).toMatchObject({ status: 'succeeded', full: true });
    expect(run.entities.invoices?.unchanged).toBeGreaterThan(250);
  });

  test('a connection saved during a run takes over, and the run goes on with it', async () => {
    const id = await startRun();
    sandbox.addFault({ match: { path: '/Contacts' }, times: 1, effect: { delayMs: 300 } });
    const running = execute(id);
    await expect.poll(async () => (await readRun(id)).progress).toContain('customers');
    await firm.connect();
    await running;
    await execute(id);
    expect((await readRun(id)).status).toBe('succeeded');
  });

  test('records that cannot be read are asked for again together, those that Xero does not have are forgotten, and one without an id is gone after a full read', async () => {
    const json = { 'content-type': 'application/json' };
    const ids = Array.from({ length: 7 }, (_, n) => `00000000-0000-4000-8000-00000000000${n}`);
    const broken = [...ids.map((InvoiceID) => ({ InvoiceID, Type: 'ACCREC' })), { Type: 'ACCREC' }];
    sandbox.addFault({
      match: { path: '/Invoices?' },
      times: 1,
      effect: { status: 200, headers: json, body: JSON.stringify({ Invoices: broken }) },
    });
    sandbox.clearRequests();
    expect((await sync()).status).toBe('partial');
    const [asked] = sandbox.requests().flatMap(({ query }) => /IDs=([^&]*)/.exec(query)?.[1] ?? []);
    expect(
      decodeURIComponent(asked ?? '')
        .split(',')
        .toSorted(),
    ).toEqual(ids);
    expect((await sync(true)).status).toBe('succeeded');
  });
});
