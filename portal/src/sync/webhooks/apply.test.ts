import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../../testing/connect.ts';
import { listen } from '../../../testing/listen.ts';
import { readJson } from '../../../testing/read-json.ts';
import { runWithTime } from '../../../testing/run-with-time.ts';
import { createTestPortal, type TestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import { deliver, WEBHOOK_KEY, webhookBody } from '../../../testing/webhooks.ts';
import { takeRun } from '../lease.ts';
import { executeRun } from '../run.ts';
import { scheduleDue } from '../schedule.ts';
import { applyEvents } from './apply.ts';
import { webhooksAreHealthy } from './health.ts';
import { takeIntake } from './intake.ts';
import { tendWebhooks } from './tend.ts';

const BOOKS = 'Test Books';
const OTHER = 'Other Books';
const MINUTE = 60_000;
const SWITCHES = [
  { paymentEvents: 'invoice-update', unstampedEvents: 'none' },
  { paymentEvents: 'none', unstampedEvents: 'none' },
  { paymentEvents: 'invoice-update', unstampedEvents: 'update' },
  { paymentEvents: 'none', unstampedEvents: 'update' },
] as const;

describe.each(BACKENDS)('events of webhooks that are applied on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  let server: Awaited<ReturnType<typeof listen>>;
  let firm: Firm;
  let other: Firm;
  type Firm = Awaited<ReturnType<typeof addConnectedFirm>>;
  type Books = ReturnType<Sandbox['books']>;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [
        { name: BOOKS, contacts: 20, invoices: 120 },
        { name: OTHER, contacts: 5, invoices: 20 },
      ],
    });
    portal = await createTestPortal(kind, { xero: sandbox, environment: { XERO_WEBHOOK_KEY: WEBHOOK_KEY } });
    server = await listen(portal);
    firm = await addConnectedFirm(portal, sandbox, BOOKS);
    other = await addConnectedFirm(portal, sandbox, OTHER);
    await sandbox.webhooks.subscribe({ url: `${server.url}/webhooks/xero`, key: WEBHOOK_KEY });
    await sync(firm);
    await sync(other);
  });
  afterEach(() => {
    sandbox.clearFaults();
    sandbox.webhooks.release();
  });
  afterAll(async () => {
    server.close();
    await portal.close();
    await sandbox.close();
  });

  const signal = new AbortController().signal;
  const startRun = async ({ integrationId, owner }: Omit<Firm, 'staff' | 'connect'> = firm) => {
    const answer = await portal.request('POST', `/api/integrations/${integrationId}/syncs`, {
      cookie: owner.cookie,
      body: {},
    });
    return (await readJson<{ id: string }>(answer)).id;
  };
  const sync = async ({ firmId, integrationId, owner }: Firm) => {
    const id = await startRun({ firmId, integrationId, owner });
    await runWithTime(portal.clock, executeRun(portal.services, { firmId, runId: id }, signal));
    const run = await portal.request('GET', `/api/syncs/${id}`, { cookie: owner.cookie });
    expect(await readJson(run)).toMatchObject({ status: 'succeeded' });
  };
  /** By a clock that stands still: nothing here waits unless Xero is in trouble. */
  const apply = ({ firmId, integrationId } = firm) =>
    applyEvents(portal.services, { firmId, integrationId }, signal);
  const settled = async () => {
    sandbox.webhooks.release();
    await sandbox.webhooks.settled();
  };
  const waiting = ({ firmId } = firm) =>
    portal.services.store.firm(firmId, (query) =>
      query.selectFrom('webhook_events').selectAll().where('applied_at', 'is', null).execute(),
    );
  const calls = () => sandbox.requests().filter((request) => request.path.startsWith('/api.xro/'));
  const isHealthy = ({ firmId, integrationId } = firm) =>
    portal.services.store.firm(firmId, (query) =>
      webhooksAreHealthy(query, { firmId, integrationId }, portal.clock.now()),
    );
  const invoice = ({ firmId } = firm, xeroId = '') =>
    portal.services.store.firm(firmId, (query) =>
      query
        .selectFrom('invoices')
        .select(['status', 'total', 'amount_due', 'amount_paid', 'due_on', 'reference'])
        .where('xero_invoice_id', '=', xeroId)
        .executeTakeFirst(),
    );
  const paymentOf = (xeroId: string) =>
    portal.services.store.firm(firm.firmId, (query) =>
      query
        .selectFrom('recorded_payments')
        .select(['amount', 'status'])
        .where('xero_payment_id', '=', xeroId)
        .executeTakeFirst(),
    );
  /** What is due by currency, here and in the books. */
  const due = async ({ firmId } = firm) => {
    const { rows } = await portal.services.store.firm(firmId, (query) =>
      sql<{ currency: string; due: string }>`
        select currency, sum(amount_due)::text as due from invoices where status = 'AUTHORISED' group by currency`.execute(
        query,
      ),
    );
    return Object.fromEntries(rows.map((row) => [row.currency, Number(row.due)]));
  };
  const dueInBooks = (name = BOOKS) =>
    Object.fromEntries(
      Object.entries(sandbox.books(name).truth().due).map(([currency, amount]) => [currency, Number(amount)]),
    );
  const line = (unitAmount: string) => [{ description: 'Work', quantity: '1', unitAmount }];
  const addInvoice = (books: Books, unitAmount = '100.00') =>
    books.addInvoice({
      contact: books.addContact({ name: `Customer ${randomUUID()}` }).id,
      lines: line(unitAmount),
      status: 'AUTHORISED',
      dueDate: '2030-01-01',
    }).id;

  test('check 13: events that come five times and backwards, of two organisations in one delivery, equal one delivery', async () => {
    sandbox.webhooks.hold();
    const id = addInvoice(sandbox.books(BOOKS));
    const theirs = addInvoice(sandbox.books(OTHER));
    sandbox.books(BOOKS).editInvoice(id, { lines: line('250.00') });
    sandbox.books(BOOKS).editInvoice(id, { reference: 'the last word' });
    sandbox.webhooks.duplicate(5);
    sandbox.webhooks.shuffle('events');
    await settled();
    sandbox.clearRequests();
    await apply();
    await apply(other);
    expect(await invoice(firm, id)).toMatchObject({ reference: 'the last word' });
    expect(await invoice(other, theirs)).toMatchObject({ status: 'AUTHORISED' });
    expect([await due(), await due(other)]).toEqual([dueInBooks(), dueInBooks(OTHER)]);
    expect([await waiting(), await waiting(other)]).toEqual([[], []]);
    // One call for the contacts and one for the invoices of each, however many events there were.
    expect(calls().length).toBeLessThanOrEqual(4);
  });

  test('check 13: batches that change places end in what the books say', async () => {
    sandbox.webhooks.shuffle('batches');
    const id = addInvoice(sandbox.books(BOOKS));
    await sandbox.webhooks.settled();
    sandbox.books(BOOKS).voidInvoice(id);
    await settled();
    await apply();
    expect(await invoice(firm, id)).toMatchObject({ status: 'VOIDED' });
    expect(await due()).toEqual(dueInBooks());
  });

  test.each(SWITCHES)(
    'nothing is lost with webhooks that are lost, doubled and shuffled, whatever Xero tells of ($paymentEvents, $unstampedEvents)',
    async (switches) => {
      Object.assign(sandbox.switches, switches);
      const books = sandbox.books(BOOKS);
      const [paid, edited, fresh] = [addInvoice(books), addInvoice(books), addInvoice(books)];
      await settled();
      await apply();
      await sync(firm);

      sandbox.webhooks.hold();
      books.recordPayment(paid, { amount: '40.00' });
      books.editInvoice(edited, { lines: line('77.00') });
      sandbox.webhooks.lose();
      await settled();
      sandbox.webhooks.hold();
      books.editInvoice(fresh, { lines: line('88.00') });
      books.renameContact(books.addContact({ name: `Before ${randomUUID()}` }).id, `After ${randomUUID()}`);
      sandbox.webhooks.duplicate(3);
      sandbox.webhooks.shuffle('events');
      await settled();
      await apply();
      expect(await invoice(firm, fresh)).toMatchObject({ total: '101.20' });
      expect(await isHealthy()).toBe(false);

      // The gap sends the next turn of the schedule to ask for all changes, webhooks or not.
      portal.clock.advance(10 * MINUTE);
      await tendWebhooks(portal.services);
      expect(await isHealthy()).toBe(false);
      await nextTurn();
      expect(await due()).toEqual(dueInBooks());
      expect(await invoice(firm, paid)).toMatchObject({ amount_paid: '40.00' });
      expect(await invoice(firm, edited)).toMatchObject({ total: '88.55' });
      await nextTurn();
      expect(await isHealthy()).toBe(true);
    },
  );

  /** The run that the schedule starts by itself within the hour. */
  const nextTurn = async () => {
    portal.clock.advance(60 * MINUTE);
    await scheduleDue(portal.services, signal);
    const { firmId } = firm;
    const run = await portal.services.store.firm(firmId, (query) =>
      query
        .selectFrom('sync_runs')
        .select(['id', 'trigger'])
        .where('status', '=', 'queued')
        .executeTakeFirst(),
    );
    expect(run).toMatchObject({ trigger: 'schedule' });
    await runWithTime(portal.clock, executeRun(portal.services, { firmId, runId: run?.id ?? '' }, signal));
  };

  test('an invoice that only a payment changed, untold, does not make webhooks unreliable', async () => {
    Object.assign(sandbox.switches, { paymentEvents: 'none', unstampedEvents: 'none' });
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    await apply();
    await sync(firm);
    expect(await isHealthy()).toBe(true);
    sandbox.books(BOOKS).recordPayment(id, { amount: '10.00' });
    await settled();
    await sync(firm);
    expect(await invoice(firm, id)).toMatchObject({ amount_paid: '10.00' });
    expect(await isHealthy()).toBe(true);
    Object.assign(sandbox.switches, { paymentEvents: 'invoice-update' });
  });

  test('a payment that is told of shows on its invoice and among the payments', async () => {
    const id = addInvoice(sandbox.books(BOOKS));
    const payment = sandbox.books(BOOKS).recordPayment(id, { amount: '25.00' });
    await settled();
    await apply();
    expect(await invoice(firm, id)).toMatchObject({ amount_paid: '25.00' });
    expect(await paymentOf(payment.id)).toEqual({ amount: '25.00', status: 'AUTHORISED' });
  });

  test('a payment that is deleted leaves its invoice, and shows as deleted', async () => {
    const id = addInvoice(sandbox.books(BOOKS));
    const payment = sandbox.books(BOOKS).recordPayment(id, { amount: '25.00' });
    await settled();
    await apply();
    sandbox.books(BOOKS).deletePayment(payment.id);
    await settled();
    await apply();
    expect(await invoice(firm, id)).toMatchObject({ amount_paid: '0.00' });
    expect(await paymentOf(payment.id)).toMatchObject({ status: 'DELETED' });
  });

  test('many payments at once are read by a run, and behind one under way by the next', async () => {
    const busy = await startRun();
    await takeRun(portal.services, firm.firmId, busy);
    const payments = Array.from(
      { length: 11 },
      () => sandbox.books(BOOKS).recordPayment(addInvoice(sandbox.books(BOOKS)), { amount: '3.00' }).id,
    );
    await settled();
    await apply();
    expect((await waiting()).length).toBeGreaterThan(0);
    portal.clock.advance(10 * MINUTE);
    await runWithTime(
      portal.clock,
      executeRun(portal.services, { firmId: firm.firmId, runId: busy }, signal),
    );
    await apply();
    expect(await waiting()).toEqual([]);
    for (const id of payments) expect(await paymentOf(id)).toMatchObject({ amount: '3.00' });
  });

  test('a bill is asked for and left out', async () => {
    const books = sandbox.books(BOOKS);
    const contact = books.addContact({ name: `Supplier ${randomUUID()}` }).id;
    const bill = books.addInvoice({
      type: 'ACCPAY',
      contact,
      lines: line('5.00'),
      status: 'AUTHORISED',
      dueDate: '2030-01-01',
    });
    await settled();
    await apply();
    expect(await invoice(firm, bill.id)).toBeUndefined();
    expect(await waiting()).toEqual([]);
  });

  test('events wait while Xero is down, and are applied when it is back, soon and without being told again', async () => {
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    sandbox.addFault({
      match: { path: '/api.xro/' },
      effect: { status: 503, body: 'The Organisation is offline' },
    });
    await runWithTime(portal.clock, apply(), portal.isBusy);
    expect((await waiting()).length).toBeGreaterThan(0);
    sandbox.clearFaults();
    await apply();
    expect((await waiting()).length).toBeGreaterThan(0);
    portal.clock.advance(10_000);
    await apply();
    expect(await waiting()).toEqual([]);
    expect(await invoice(firm, id)).toMatchObject({ status: 'AUTHORISED' });
  });

  test('what Xero refuses does not hold up what comes behind it, and the next run asks for all changes', async () => {
    await sync(firm);
    sandbox.addFault({ match: { path: '/Contacts' }, effect: { status: 400, body: '{}' } });
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    await apply();
    expect(await waiting()).toEqual([]);
    expect(await invoice(firm, id)).toMatchObject({ status: 'AUTHORISED' });
    expect(await isHealthy()).toBe(false);
  });

  test('a worker that dies before its records are stored leaves the events to the next one', async () => {
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    const dead = await takeIntake(portal.services, firm);
    expect(dead).not.toBeNull();
    await apply();
    expect((await waiting()).length).toBeGreaterThan(0);
    portal.clock.advance(MINUTE);
    await tendWebhooks(portal.services);
    await apply();
    expect(await waiting()).toEqual([]);
    expect(await invoice(firm, id)).toMatchObject({ status: 'AUTHORISED' });
  });

  test('a worker that is asked to stop gives the events back at once', async () => {
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    const stop = new AbortController();
    sandbox.addFault({ match: { path: '/api.xro/' }, times: 1, effect: { delayMs: 500, delay: 'before' } });
    const applying = applyEvents(portal.services, firm, stop.signal);
    setTimeout(() => stop.abort(), 50);
    await applying;
    expect((await waiting()).length).toBeGreaterThan(0);
    await apply();
    expect(await invoice(firm, id)).toMatchObject({ status: 'AUTHORISED' });
  });

  test('many workers that are told at once read each record once', async () => {
    const ids = Array.from({ length: 5 }, () => addInvoice(sandbox.books(BOOKS)));
    await settled();
    sandbox.clearRequests();
    await Promise.all(Array.from({ length: 6 }, () => apply()));
    expect(await waiting()).toEqual([]);
    for (const id of ids) expect(await invoice(firm, id)).toBeDefined();
    expect(calls().length).toBeLessThanOrEqual(2);
  });

  test('a paused integration keeps its events until it goes on, and asks Xero for nothing', async () => {
    const pause = (paused: boolean) =>
      portal.request('PATCH', `/api/integrations/${firm.integrationId}`, {
        cookie: firm.owner.cookie,
        body: { paused },
      });
    await pause(true);
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    sandbox.clearRequests();
    await apply();
    expect(calls()).toEqual([]);
    expect((await waiting()).length).toBeGreaterThan(0);
    await pause(false);
    await tendWebhooks(portal.services);
    await apply();
    expect(await waiting()).toEqual([]);
    expect(await invoice(firm, id)).toMatchObject({ status: 'AUTHORISED' });
  });

  test('more changed records than ten calls bring are read by a run, a thousand a call', async () => {
    const tenantId = sandbox.organisations.find(({ name }) => name === BOOKS)?.tenantId ?? '';
    const id = addInvoice(sandbox.books(BOOKS));
    await settled();
    const events = Array.from({ length: 400 }, () => ({
      tenantId,
      resourceId: randomUUID(),
      eventCategory: 'INVOICE',
    }));
    await deliver(server.url, webhookBody(events, 1_000_000));
    sandbox.clearRequests();
    await apply();
    expect(calls()).toEqual([]);
    expect(await waiting()).toEqual([]);
    expect(await isHealthy()).toBe(false);
    const run = await portal.services.store.firm(firm.firmId, (query) =>
      query
        .selectFrom('sync_runs')
        .select(['id', 'trigger'])
        .where('status', '=', 'queued')
        .executeTakeFirst(),
    );
    expect(run?.trigger).toBe('webhook');
    const job = { firmId: firm.firmId, runId: run?.id ?? '' };
    await runWithTime(portal.clock, executeRun(portal.services, job, signal));
    expect(await invoice(firm, id)).toMatchObject({ status: 'AUTHORISED' });
  });
});
