import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { addTestUser } from '../../testing/sign-in.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { pruneHistory } from './prune-history.ts';
import { executeRun } from './run.ts';

const BOOKS = 'Reread Books';
const JSON_ANSWER = { 'content-type': 'application/json' };

describe.each(BACKENDS)('reading single records again on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [{ name: BOOKS, contacts: 10, invoices: 60 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
    firm = await addConnectedFirm(portal, sandbox, BOOKS);
    await sync();
  });
  afterEach(() => sandbox.clearFaults());
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const ask = (method: string, path: string, body?: unknown, cookie = firm.owner.cookie) =>
    runWithTime(portal.clock, Promise.resolve(portal.request(method, path, { cookie, body })));
  const sync = async () => {
    const { id: runId } = await readJson<{ id: string }>(
      await ask('POST', `/api/integrations/${firm.integrationId}/syncs`, {}),
    );
    const run = executeRun(portal.services, { firmId: firm.firmId, runId }, new AbortController().signal);
    await runWithTime(portal.clock, run);
    return runId;
  };
  const rows = async <Row>(statement: string) =>
    (await portal.services.store.firm(firm.firmId, (query) => sql<Row>`${sql.raw(statement)}`.execute(query)))
      .rows;
  const anInvoice = async () => {
    const [invoice] = await rows<{ id: string; xero: string; amount_due: string }>(
      `select id, xero_invoice_id as xero, amount_due::text from invoices where status = 'AUTHORISED' order by id limit 1`,
    );
    if (!invoice) throw new Error('There is no open invoice.');
    return invoice;
  };
  const setAside = async () =>
    (
      await readJson<{ items: { xeroId: string | null; reason: string }[] }>(
        await ask('GET', `/api/integrations/${firm.integrationId}/set-aside`),
      )
    ).items;
  const retry = (xeroId: string, entity = 'invoices') =>
    ask('POST', `/api/integrations/${firm.integrationId}/set-aside/retry`, { entity, xeroId });

  test('an invoice read again is as Xero has it, whatever was here, in one call, and the audit trail says who asked', async () => {
    const invoice = await anInvoice();
    await rows(`update invoices set amount_due = 1, content_hash = 'old' where id = '${invoice.id}'`);
    sandbox.clearRequests();
    const answer = await ask('POST', `/api/invoices/${invoice.id}/reread`);
    expect([answer.status, await answer.json()]).toEqual([200, { outcome: 'updated' }]);
    expect(sandbox.requests().length).toBe(1);
    expect((await anInvoice()).amount_due).toBe(invoice.amount_due);
    expect(await (await ask('POST', `/api/invoices/${invoice.id}/reread`)).json()).toEqual({
      outcome: 'unchanged',
    });
    const audit = await rows<{ count: number }>(
      `select count(*)::int from audit_entries where action = 'invoice.reread' and subject = '${invoice.id}'`,
    );
    expect(audit[0]?.count).toBe(2);
  });

  test('a customer read again has the new name at once; one that Xero does not have says so and stays', async () => {
    const [customer] = await rows<{ id: string; xero: string }>(
      `select id, xero_contact_id as xero from customers where not archived order by name limit 1`,
    );
    sandbox.books(BOOKS).renameContact(customer?.xero ?? '', 'Renamed');
    await ask('POST', `/api/customers/${customer?.id}/reread`);
    expect(await rows(`select name from customers where id = '${customer?.id}'`)).toEqual([
      { name: 'Renamed' },
    ]);
    await rows(
      `update customers set xero_contact_id = '00000000-0000-4000-8000-000000000009' where id = '${customer?.id}'`,
    );
    const answer = await ask('POST', `/api/customers/${customer?.id}/reread`);
    expect(await answer.json()).toEqual({ outcome: 'not_in_xero' });
    await rows(`update customers set xero_contact_id = '${customer?.xero}' where id = '${customer?.id}'`);
  });

  test('a viewer reads nothing again, and what Xero refuses is told in words', async () => {
    const invoice = await anInvoice();
    const viewer = await addTestUser(portal.services, { firmId: firm.firmId, role: 'viewer' });
    expect((await ask('POST', `/api/invoices/${invoice.id}/reread`, undefined, viewer.cookie)).status).toBe(
      403,
    );
    sandbox.addFault({
      match: { path: '/Invoices' },
      effect: { status: 503, body: 'The Organisation is offline' },
    });
    const answer = await ask('POST', `/api/invoices/${invoice.id}/reread`);
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({
      code: 'xero_unavailable',
      detail: expect.stringContaining('Nothing was changed'),
    });
  });

  test('check 19: one malformed record is set aside and shown, the rest is synced, and one click reads it again once it is mended', async () => {
    const invoice = await anInvoice();
    const other = sandbox.books(BOOKS).addContact({ name: 'Beside It' });
    sandbox.addFault({
      match: { path: '/Invoices?' },
      effect: {
        status: 200,
        headers: JSON_ANSWER,
        body: JSON.stringify({ Invoices: [{ InvoiceID: invoice.xero, Type: 'ACCREC', Status: null }] }),
      },
    });
    await sync();
    expect(await rows(`select status from sync_runs order by queued_at desc limit 1`)).toEqual([
      { status: 'partial' },
    ]);
    expect(await rows(`select name from customers where xero_contact_id = '${other.id}'`)).toHaveLength(1);
    expect(await setAside()).toEqual([
      expect.objectContaining({ xeroId: invoice.xero, reason: expect.any(String) }),
    ]);
    const integration = await readJson<{ setAside: number }>(
      await ask('GET', `/api/integrations/${firm.integrationId}`),
    );
    expect(integration.setAside).toBe(1);
    expect(await (await retry(invoice.xero)).json()).toEqual({ outcome: 'set_aside' });
    sandbox.clearFaults();
    expect(await (await retry(invoice.xero)).json()).toEqual({ outcome: 'unchanged' });
    expect(await setAside()).toEqual([]);
    expect((await retry(invoice.xero)).status).toBe(404);
  });

  test('the history is filtered, told with its places in time, and given as CSV without a formula in it', async () => {
    await sync();
    const list = `/api/integrations/${firm.integrationId}/syncs`;
    const all = await readJson<{
      items: { status: string; watermarks: Record<string, { after: string }> }[];
    }>(await ask('GET', list));
    expect(all.items[0]?.watermarks.invoices?.after).toMatch(/Z$/);
    const partial = await readJson<{ items: { status: string }[] }>(
      await ask('GET', `${list}?status=partial`),
    );
    expect(new Set(partial.items.map(({ status }) => status))).toEqual(new Set(['partial']));
    const none = await readJson<{ items: unknown[] }>(
      await ask('GET', `${list}?trigger=manual&until=2020-01-01T00:00:00.000Z`),
    );
    expect(none.items).toEqual([]);
    await rows(`update sync_runs set requested_by = '=1+1'`);
    const csv = await ask('GET', `${list}.csv?trigger=manual`);
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    const lines = (await csv.text()).split('\r\n');
    expect(lines[0]).toContain('credit_notes created');
    expect(lines).toHaveLength(all.items.length + 2);
    expect(lines[1]).toContain(`'=1+1`);
  });

  test('comparisons of the books are listed, and those that found something can be asked for alone', async () => {
    const invoice = await anInvoice();
    await rows(`update invoices set amount_due = amount_due + 5 where id = '${invoice.id}'`);
    await sync();
    const list = `/api/integrations/${firm.integrationId}/books-checks`;
    const eventful = await readJson<{ items: { repaired: number; records: { xeroId: string }[] }[] }>(
      await ask('GET', `${list}?eventful=true`),
    );
    expect(eventful.items).toEqual([
      expect.objectContaining({ repaired: 1, records: [expect.objectContaining({ xeroId: invoice.xero })] }),
    ]);
    const first = await readJson<{ items: { id: string }[]; nextCursor: string }>(
      await ask('GET', `${list}?limit=1`),
    );
    const second = await readJson<{ items: { id: string }[] }>(
      await ask('GET', `${list}?limit=1&cursor=${first.nextCursor}`),
    );
    expect(second.items[0]?.id).not.toBe(first.items[0]?.id);
    const integration = await readJson<{ books: { outcome: string; inXero: string; inLedgerport: string } }>(
      await ask('GET', `/api/integrations/${firm.integrationId}`),
    );
    expect(integration.books.outcome).toBe('match');
    expect(integration.books.inXero).toBe(integration.books.inLedgerport);
  });

  test('history is forgotten after ninety days, but what was repaired is known for a year', async () => {
    portal.clock.advance(91 * 24 * 3_600_000);
    await pruneHistory(portal.services);
    expect(await rows(`select count(*)::int as runs from sync_runs`)).toEqual([{ runs: 0 }]);
    expect(await rows(`select count(*)::int as checks from books_checks where repaired = 0`)).toEqual([
      { checks: 0 },
    ]);
    expect((await rows(`select id from books_checks`)).length).toBeGreaterThan(0);
    portal.clock.advance(300 * 24 * 3_600_000);
    await pruneHistory(portal.services);
    expect(await rows(`select id from books_checks`)).toEqual([]);
  });
});
