import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../../testing/connect.ts';
import { readJson } from '../../../testing/read-json.ts';
import { runWithTime } from '../../../testing/run-with-time.ts';
import { createTestPortal, type TestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import { executeRun } from '../run.ts';
import type { SyncRun } from '../schemas.ts';
import { lastBooksCheck } from './books-check.ts';

const BOOKS = 'Compared Books';
const DAY_MS = 24 * 3_600_000;
const LINES = [{ description: 'Work', quantity: '1', unitAmount: '77.00', accountCode: '200' }];

/** A customer pays in money that no invoice asks for. */
function receive(
  books: ReturnType<Sandbox['books']>,
  type: 'RECEIVE-OVERPAYMENT' | 'RECEIVE-PREPAYMENT',
  amount: string,
): void {
  const contact = books.addContact({ name: `Payer of ${amount}` }).id;
  const lines = [{ description: 'Too much', quantity: '1', unitAmount: amount, accountCode: '200' }];
  books.addBankTransaction({ type, contact, bankAccount: '090', lines });
}

describe.each(BACKENDS)('the mirror beside the books on %s', (kind) => {
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
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const sync = async (): Promise<SyncRun> => {
    const started = await readJson<{ id: string }>(
      await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
        cookie: firm.owner.cookie,
        body: {},
      }),
    );
    const run = executeRun(
      portal.services,
      { firmId: firm.firmId, runId: started.id },
      new AbortController().signal,
    );
    await runWithTime(portal.clock, run);
    return await readJson<SyncRun>(
      await portal.request('GET', `/api/syncs/${started.id}`, { cookie: firm.owner.cookie }),
    );
  };
  const lastCheck = () => portal.services.store.firm(firm.firmId, (query) => lastBooksCheck(query, firm));
  const change = (statement: string) =>
    portal.services.store.firm(firm.firmId, (query) => sql.raw(statement).execute(query));
  const calls = () =>
    sandbox.requests().flatMap(({ path }) => /\/api\.xro\/2\.0\/([A-Za-z/]+)/.exec(path)?.[1] ?? []);
  const verbs = () => sandbox.books(BOOKS);
  const anOpenInvoice = async () => {
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{ id: string; xero_invoice_id: string }>`
        select id, xero_invoice_id from invoices
        where status = 'AUTHORISED' and currency = 'NZD' and amount_paid > 0 limit 1`.execute(query),
    );
    const [invoice] = rows;
    if (!invoice) throw new Error('The seed has no part-paid invoice.');
    return invoice;
  };
  const invoiceValue = async (id: string, column: string) => {
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{ value: string }>`select ${sql.ref(column)}::text as value from invoices where id = ${id}`.execute(
        query,
      ),
    );
    return rows[0]?.value;
  };

  test('a first run brings credits, payments and settings too, and the books match to the cent', async () => {
    expect((await sync()).status).toBe('succeeded');
    const check = await lastCheck();
    expect(check).toMatchObject({ outcome: 'match', currency: 'NZD', repaired: 0 });
    expect(Number(check?.in_books)).toBeCloseTo(Number(verbs().truth().ledgerReceivables), 6);
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<Record<string, number>>`select
        (select count(*)::int from recorded_payments) as payments,
        (select count(*)::int from credits) as credits,
        (select count(*)::int from book_settings where kind = 'tax_rates') as rates,
        (select count(*)::int from book_settings where kind = 'currencies') as currencies,
        (select count(*)::int from book_settings where kind = 'branding_themes') as themes`.execute(query),
    );
    for (const count of Object.values(rows[0] ?? {})) expect(count).toBeGreaterThan(0);
  });

  test('a run in which nothing changed costs four calls and finds that the books still match', async () => {
    sandbox.clearRequests();
    await sync();
    expect(calls()).toEqual(['Reports/TrialBalance', 'Contacts', 'Invoices', 'CreditNotes']);
    expect((await lastCheck())?.outcome).toBe('match');
  });

  test('an overpayment that touches no document is here after the next run, because the ledger moved', async () => {
    receive(verbs(), 'RECEIVE-OVERPAYMENT', '77.00');
    sandbox.clearRequests();
    expect((await sync()).entities.overpayments).toMatchObject({ created: 1 });
    expect(calls()).toHaveLength(7);
    expect((await lastCheck())?.outcome).toBe('match');
  });

  test('check 25: drift that somebody put into the mirror is found, named and repaired by one daily run', async () => {
    const invoice = await anOpenInvoice();
    const due = await invoiceValue(invoice.id, 'amount_due');
    await change(`update invoices set amount_due = amount_due + 0.01 where id = '${invoice.id}'`);
    portal.clock.advance(DAY_MS);
    expect((await sync()).status).toBe('succeeded');
    expect(await invoiceValue(invoice.id, 'amount_due')).toBe(due);
    const check = await lastCheck();
    expect(check).toMatchObject({ outcome: 'match', swept: true, repaired: 1 });
    expect(check?.records).toEqual([
      expect.objectContaining({
        entity: 'invoices',
        xeroId: invoice.xero_invoice_id,
        changes: [{ field: 'amount_due', was: expect.any(String), is: due }],
      }),
    ]);
  });

  test('drift in what is owed is noticed by the very next run and repaired in it, long before the day is over', async () => {
    const invoice = await anOpenInvoice();
    const due = await invoiceValue(invoice.id, 'amount_due');
    await change(`delete from invoices where id = '${invoice.id}'`);
    await sync();
    expect(await lastCheck()).toMatchObject({ outcome: 'match', swept: true, repaired: 1 });
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{
        due: string;
      }>`select amount_due::text as due from invoices where xero_invoice_id = ${invoice.xero_invoice_id}`.execute(
        query,
      ),
    );
    expect(rows[0]?.due).toBe(due);
  });

  test('a due date that Xero moved without a new time of change is here after the daily run', async () => {
    const invoice = await anOpenInvoice();
    verbs().editInvoice(invoice.xero_invoice_id, { dueDate: '2031-05-06' });
    await sync();
    expect(await invoiceValue(invoice.id, 'due_on')).not.toBe('2031-05-06');
    portal.clock.advance(DAY_MS);
    await sync();
    expect(await invoiceValue(invoice.id, 'due_on')).toBe('2031-05-06');
  });

  test('documents of a merged customer belong to the one that lives on', async () => {
    const [from, into] = ['Merged Away', 'Merged Into'].map((name) => verbs().addContact({ name }));
    verbs().addInvoice({
      contact: from?.id ?? '',
      status: 'AUTHORISED',
      dueDate: '2026-04-01',
      lines: LINES,
    });
    await sync();
    verbs().mergeContacts(from?.id ?? '', into?.id ?? '');
    await sync();
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{
        count: number;
      }>`select count(*)::int from invoices where xero_contact_id = ${into?.id ?? ''}`.execute(query),
    );
    expect(rows[0]?.count).toBe(1);
    expect((await lastCheck())?.outcome).toBe('match');
  });

  test('an invoice that Xero does not know is taken out of use by the daily run, and shown as drift', async () => {
    await change(`insert into invoices select firm_id, gen_random_uuid(), '00000000-0000-4000-8000-000000000001', xero_contact_id,
      contact_name, 'GHOST', reference, 'AUTHORISED', currency, sub_total, total_tax, total, 50, 0, 0, issued_on, due_on, null,
      lines, payments, credits, 'x', xero_updated_at from invoices limit 1`);
    portal.clock.advance(DAY_MS);
    await sync();
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{ status: string }>`select status from invoices where number = 'GHOST'`.execute(query),
    );
    expect(rows[0]?.status).toBe('DELETED');
    expect(await lastCheck()).toMatchObject({ outcome: 'match', repaired: 1 });
  });

  test.each(['receivables', 'liability'] as const)(
    'where prepayments stand on %s the books match all the same',
    async (prepayments) => {
      const other = await startSandbox({
        limits: 'off',
        switches: { prepayments },
        organisations: [{ name: 'Other Books', contacts: 20, invoices: 150 }],
      });
      const own = await createTestPortal(kind, { xero: other });
      try {
        const connected = await addConnectedFirm(own, other, 'Other Books');
        receive(other.books('Other Books'), 'RECEIVE-PREPAYMENT', '31.00');
        const { id } = await readJson<{ id: string }>(
          await own.request('POST', `/api/integrations/${connected.integrationId}/syncs`, {
            cookie: connected.owner.cookie,
            body: {},
          }),
        );
        const run = executeRun(
          own.services,
          { firmId: connected.firmId, runId: id },
          new AbortController().signal,
        );
        await runWithTime(own.clock, run);
        const check = await own.services.store.firm(connected.firmId, (query) =>
          lastBooksCheck(query, connected),
        );
        expect(check?.outcome).toBe('match');
      } finally {
        await own.close();
        await other.close();
      }
    },
  );

  test('where the trial balance may not be seen, the run reads all the same and says why nothing was compared', async () => {
    sandbox.addFault({ match: { path: '/Reports' }, effect: { status: 403 } });
    sandbox.clearRequests();
    expect(await sync()).toMatchObject({ status: 'succeeded', problem: null });
    sandbox.clearFaults();
    expect(calls().slice(1)).toEqual([
      'Contacts',
      'Invoices',
      'CreditNotes',
      'Overpayments',
      'Prepayments',
      'Payments',
    ]);
    const { rows } = await portal.services.store.firm(firm.firmId, (query) =>
      sql<{ reason: string }>`select reason from books_checks order by at desc limit 1`.execute(query),
    );
    expect(rows[0]?.reason).toContain('reports');
  });
});
