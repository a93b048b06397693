import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 60, invoices: 1_250 }],
    limits: 'off',
    today: '2026-03-02',
  });
  client = await connect(sandbox, undefined, READ_SCOPES);
});

afterAll(() => sandbox.close());

async function invoices(query: string) {
  return rows(await client.json(`Invoices${query}`), 'Invoices');
}

function stamp(row: Record<string, unknown> | undefined): number {
  return Number(/^\/Date\((\d+)\+0000\)\/$/.exec(String(row?.UpdatedDateUTC))?.[1]);
}

test('32: the envelope has an id, a status, the app’s name, a date without offset and lower-case pagination', async () => {
  const envelope = await client.json('Invoices?page=1');
  expect(Object.keys(envelope)).toEqual([
    'Id',
    'Status',
    'ProviderName',
    'DateTimeUTC',
    'pagination',
    'Invoices',
  ]);
  expect(envelope).toMatchObject({ Status: 'OK', ProviderName: 'Ledgerport' });
  expect(envelope.DateTimeUTC).toMatch(/^\/Date\(\d+\)\/$/);
});

test('33: dates are midnight UTC with a readable twin, instants have milliseconds', async () => {
  for (const row of await invoices('?page=1&pageSize=20')) {
    const date = Number(/^\/Date\((\d+)\+0000\)\/$/.exec(String(row.Date))?.[1]);
    expect(date % 86_400_000).toBe(0);
    expect(row.DateString).toBe(new Date(date).toISOString().slice(0, 19));
    expect(row.UpdatedDateUTCString).toBe(`${new Date(stamp(row)).toISOString().slice(0, 19)}Z`);
  }
  expect((await invoices('?page=1')).some((row) => stamp(row) % 1000 !== 0)).toBe(true);
  for (const payment of rows(await client.json('Payments?page=1'), 'Payments')) {
    expect(payment).not.toHaveProperty('DateString');
    expect(payment.UpdatedDateUTCString).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  }
});

test('amounts keep their two places in the text of the answer', async () => {
  const text = await (await client.call('Invoices?page=1&pageSize=3')).text();
  expect(text).toMatch(/"Total":\d+\.\d\d,/);
  expect(text).toMatch(/"Quantity":\d+\.0000,/);
});

test('34: pages hold 100 rows unless told otherwise, at most 1,000, and none past the end', async () => {
  const first = await client.json('Invoices?page=1');
  expect(rows(first, 'Invoices')).toHaveLength(100);
  expect(first.pagination).toEqual({ page: 1, pageSize: 100, pageCount: 13, itemCount: 1250 });
  const large = await client.json('Invoices?page=1&pageSize=5000');
  expect(large.pagination).toEqual({ page: 1, pageSize: 1000, pageCount: 2, itemCount: 1250 });
  expect(rows(large, 'Invoices')).toHaveLength(1000);
  expect((await client.json('Invoices?page=1&pageSize=0')).pagination?.pageSize).toBe(1);
  expect((await client.json('Invoices?page=1&pageSize=99999999999')).pagination?.pageSize).toBe(1000);
  for (const page of ['14', '99999999999', '9'.repeat(400)]) {
    expect(rows(await client.json(`Invoices?page=${page}`), 'Invoices')).toEqual([]);
  }
});

test.each(['Contacts', 'CreditNotes', 'Payments', 'Prepayments', 'Overpayments', 'BankTransactions'])(
  '34: %s come in pages that together hold what the whole list holds',
  async (resource) => {
    const all = rows(await client.json(resource), resource);
    const first = await client.json(`${resource}?page=1&pageSize=2`);
    const second = await client.json(`${resource}?page=2&pageSize=2`);
    const ids = (list: Record<string, unknown>[]) => list.map((row) => row[`${resource.slice(0, -1)}ID`]);
    expect(first.pagination).toEqual({
      page: 1,
      pageSize: 2,
      pageCount: Math.ceil(all.length / 2),
      itemCount: all.length,
    });
    expect(ids([...rows(first, resource), ...rows(second, resource)])).toEqual(ids(all).slice(0, 4));
  },
);

test.each([
  'Accounts',
  'BatchPayments',
  'BankTransfers',
  'BrandingThemes',
  'ContactGroups',
  'Currencies',
  'Items',
  'Organisation',
  'RepeatingInvoices',
  'TaxRates',
  'Users',
])('35: a page of %s is ignored, and everything is answered', async (resource) => {
  const { Id: _, DateTimeUTC: __, ...all } = await client.json(resource);
  const { Id: ___, DateTimeUTC: ____, ...page } = await client.json(`${resource}?page=2&pageSize=1`);
  expect(page).toEqual(all);
  expect(page.pagination).toBeUndefined();
});

test('36: lines come with pages; Statuses makes pages; a summary leaves lines, payments and attachments out', async () => {
  expect(
    (await invoices('')).every((row) => Array.isArray(row.LineItems) && row.LineItems.length === 0),
  ).toBe(true);
  expect((await invoices('?page=1')).every((row) => (row.LineItems as unknown[]).length > 0)).toBe(true);
  const byStatus = await client.json('Invoices?Statuses=VOIDED,DELETED');
  expect(byStatus.pagination?.pageSize).toBe(100);
  const statuses = rows(byStatus, 'Invoices').map((row) => row.Status);
  expect(new Set(statuses)).toEqual(new Set(['VOIDED', 'DELETED']));
  const summary = await client.json('Invoices?summaryOnly=true');
  expect(summary.pagination?.itemCount).toBe(1250);
  for (const name of ['LineItems', 'Payments', 'HasAttachments'])
    expect(rows(summary, 'Invoices')[0]).not.toHaveProperty(name);
  const contacts = await client.json('Contacts?summaryOnly=true');
  expect(contacts.pagination?.page).toBe(1);
  expect(rows(contacts, 'Contacts')[0]).not.toHaveProperty('Addresses');
});

test('37: rows come by change and then by id, or in the asked-for order', async () => {
  const natural = (await invoices('?page=1&pageSize=1000')).map(
    (row) => [stamp(row), row.InvoiceID] as const,
  );
  const sorted = natural.toSorted((a, b) => a[0] - b[0] || (String(a[1]) < String(b[1]) ? -1 : 1));
  expect(natural).toEqual(sorted);
  const newest = await invoices('?page=1&pageSize=5&order=UpdatedDateUTC DESC');
  const all = await invoices('?page=2&pageSize=1000');
  expect(stamp(newest[0])).toBe(Math.max(...all.map(stamp)));
  const dear = await invoices('?page=1&pageSize=10&order=Total DESC, InvoiceNumber');
  const totals = dear.map((row) => Number(row.Total));
  expect(totals).toEqual(totals.toSorted((a, b) => b - a));
  const codes = rows(await client.json('Accounts?where=Code!=null&order=Code DESC'), 'Accounts').map(
    (row) => row.Code,
  );
  expect(codes).toEqual(codes.toSorted().toReversed());
});

test('45: a row touched between two pages moves to the end and shifts the others', async () => {
  const before = (await invoices('?page=2&pageSize=100')).map((row) => row.InvoiceID);
  const drafts = await invoices('?page=1&pageSize=1&where=Status=="DRAFT"');
  const earlier = (await invoices('?page=1&pageSize=100')).map((row) => row.InvoiceID);
  expect(earlier).toContain(drafts[0]?.InvoiceID);
  sandbox.books('Books').editInvoice(String(drafts[0]?.InvoiceID), { reference: 'touched' });
  const after = (await invoices('?page=2&pageSize=100')).map((row) => row.InvoiceID);
  expect(after).not.toContain(before[0]);
  expect(after.slice(0, 99)).toEqual(before.slice(1));
  const [last] = await invoices('?page=1&pageSize=1&order=UpdatedDateUTC DESC');
  expect(last).toMatchObject({ InvoiceID: drafts[0]?.InvoiceID, Reference: 'touched' });
});
