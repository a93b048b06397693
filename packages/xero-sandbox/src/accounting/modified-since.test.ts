import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 30, invoices: 900 }],
    limits: 'off',
    today: '2026-03-02',
  });
  client = await connect(sandbox, undefined, READ_SCOPES);
});

afterAll(() => sandbox.close());

async function list(resource: string, header: string, query = '') {
  return rows(await client.json(`${resource}${query}`, { 'if-modified-since': header }), resource);
}

function stamp(row: Record<string, unknown> | undefined): number {
  return Number(/^\/Date\((\d+)\+0000\)\/$/.exec(String(row?.UpdatedDateUTC))?.[1]);
}

test('38: If-Modified-Since is read in every form that clients send, and cut to the second', async () => {
  const all = rows(await client.json('Invoices'), 'Invoices');
  const middle = stamp(all[700]);
  const wanted = all.filter((row) => stamp(row) >= Math.floor(middle / 1000) * 1000).length;
  const iso = new Date(middle).toISOString();
  const second = iso.slice(0, 19);
  const ahead = new Date(middle + 13 * 3_600_000).toISOString().slice(0, 19);
  for (const header of [
    second,
    `${second}Z`,
    iso,
    `${second}+00:00`,
    `${ahead}+13:00`,
    new Date(middle).toUTCString(),
  ]) {
    expect(await list('Invoices', header), header).toHaveLength(wanted);
  }
  for (const header of ['', 'yesterday']) expect(await list('Invoices', header)).toHaveLength(900);
  const future = await client.json('Invoices?page=1', { 'if-modified-since': '2040-03-02T00:00:00' });
  expect([rows(future, 'Invoices'), future.pagination?.itemCount]).toEqual([[], 0]);
});

test('38: a row changed at that very instant belongs to the answer or not, as the switch says', async () => {
  const clock = { now: () => new Date('2026-05-05T05:05:05.000Z') };
  for (const [modifiedSince, count] of [
    ['inclusive', 1],
    ['exclusive', 0],
  ] as const) {
    const organisations = [{ name: 'Books', contacts: 1, invoices: 0 }];
    const other = await startSandbox({
      organisations,
      clock,
      today: '2026-05-05',
      switches: { modifiedSince },
    });
    const app = await connect(other);
    other.books('Books').addContact({ name: 'New' });
    const found = await app.json('Contacts', { 'if-modified-since': '2026-05-05T05:05:05' });
    expect(rows(found, 'Contacts')).toHaveLength(count);
    await other.close();
  }
});

test('38: nothing newer is a 200 without rows, or a 304 where the switch says so', async () => {
  const header = { 'if-modified-since': '2040-01-01T00:00:00' };
  expect((await client.call('Items', header)).status).toBe(200);
  sandbox.switches.nothingNewer = 'not-modified';
  const answer = await client.call('Items', header);
  expect([answer.status, await answer.text()]).toEqual([304, '']);
  // A list that does not know the header has nothing newer or older.
  expect((await client.call('TaxRates', header)).status).toBe(200);
  sandbox.switches.nothingNewer = 'empty';
});

test.each([
  'Accounts',
  'BankTransactions',
  'BankTransfers',
  'BatchPayments',
  'Contacts',
  'CreditNotes',
  'Items',
  'Overpayments',
  'Payments',
  'Prepayments',
  'Users',
])('38: %s know If-Modified-Since', async (resource) => {
  expect((await list(resource, '')).length).toBeGreaterThan(0);
  expect(await list(resource, '2040-01-01T00:00:00')).toEqual([]);
});

test.each(['BrandingThemes', 'ContactGroups', 'Currencies', 'RepeatingInvoices', 'TaxRates'])(
  '38: %s come in full whatever If-Modified-Since says',
  async (resource) => {
    const all = await list(resource, '');
    expect(all.length).toBeGreaterThan(0);
    expect(await list(resource, '2040-01-01T00:00:00')).toEqual(all);
  },
);

test('39: a delta brings voided and deleted documents; archived contacts only when asked for', async () => {
  const delta = await list('Invoices', '2024-06-01T00:00:00');
  const statuses = new Set(delta.map((row) => row.Status));
  for (const status of ['VOIDED', 'DELETED']) expect(statuses).toContain(status);
  const books = sandbox.books('Books');
  const gone = books.addContact({ name: 'Soon gone' });
  books.archiveContact(gone.id);
  const start = new Date(gone.updatedAt).toISOString();
  expect(await list('Contacts', start, '?page=1')).toEqual([]);
  const archived = await list('Contacts', start, '?page=1&includeArchived=true');
  expect(archived).toMatchObject([{ ContactID: gone.id, ContactStatus: 'ARCHIVED' }]);
  expect(rows(await client.json(`Contacts/${gone.id}`), 'Contacts')).toHaveLength(1);
});

test('39: a delta brings a deleted payment, with its invoice unless the switch takes that away', async () => {
  const books = sandbox.books('Books');
  const contact = books.addContact({ name: 'Payer' }).id;
  const lines = [{ description: 'Work', quantity: '1', unitAmount: '100.00' }];
  const invoice = books.addInvoice({ contact, lines, status: 'AUTHORISED', dueDate: '2030-01-01' });
  const payment = books.recordPayment(invoice.id, { amount: '10.00', account: '090' });
  sandbox.clock.advance(60_000);
  const deleted = books.deletePayment(payment.id);
  const start = new Date(deleted.updatedAt).toISOString();
  const wanted = { PaymentID: payment.id, Status: 'DELETED', Invoice: { InvoiceID: invoice.id } };
  expect(await list('Payments', start)).toMatchObject([wanted]);
  sandbox.switches.deletedPaymentInvoice = 'absent';
  const [bare] = await list('Payments', start);
  expect(bare).toMatchObject({ PaymentID: payment.id, Status: 'DELETED' });
  expect(bare).not.toHaveProperty('Invoice');
  sandbox.switches.deletedPaymentInvoice = 'present';
});
