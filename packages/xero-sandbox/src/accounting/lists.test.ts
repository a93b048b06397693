import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, rows } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 60, invoices: 1_250 }],
    limits: 'off',
    today: '2026-03-02',
  });
  client = await connect(sandbox);
});

afterAll(() => sandbox.close());

async function invoices(query: string, headers?: Record<string, string>) {
  return rows(await client.json(`Invoices${query}`, headers), 'Invoices');
}

function since(header: string) {
  return { 'if-modified-since': header };
}

function contactOf(row: Record<string, unknown> | undefined): unknown {
  const contact = row?.Contact;
  return typeof contact === 'object' && contact && 'ContactID' in contact ? contact.ContactID : undefined;
}

function stamp(row: Record<string, unknown> | undefined): number {
  return Number(/^\/Date\((\d+)\+0000\)\/$/.exec(String(row?.UpdatedDateUTC))?.[1]);
}

test('behaviour 32: the envelope has an id, a status, the app’s name, a date without offset and lower-case pagination', async () => {
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

test('behaviour 33: dates are midnight UTC with a readable twin, instants have milliseconds', async () => {
  for (const row of await invoices('?page=1&pageSize=20')) {
    const date = Number(/^\/Date\((\d+)\+0000\)\/$/.exec(String(row.Date))?.[1]);
    expect(date % 86_400_000).toBe(0);
    expect(row.DateString).toBe(new Date(date).toISOString().slice(0, 19));
    expect(row.UpdatedDateUTCString).toBe(new Date(stamp(row)).toISOString());
  }
});

test('amounts keep their two places in the text of the answer', async () => {
  const text = await (await client.call('Invoices?page=1&pageSize=3')).text();
  expect(text).toMatch(/"Total":\d+\.\d\d,/);
  expect(text).toMatch(/"Quantity":\d+\.0000,/);
});

test('behaviour 34: pages hold 100 rows unless told otherwise, at most 1,000, and none past the end', async () => {
  const first = await client.json('Invoices?page=1');
  expect(rows(first, 'Invoices')).toHaveLength(100);
  expect(first.pagination).toEqual({ page: 1, pageSize: 100, pageCount: 13, itemCount: 1250 });
  const large = await client.json('Invoices?page=1&pageSize=5000');
  expect(large.pagination).toEqual({ page: 1, pageSize: 1000, pageCount: 2, itemCount: 1250 });
  expect(rows(large, 'Invoices')).toHaveLength(1000);
  expect((await client.json('Invoices?page=1&pageSize=0')).pagination?.pageSize).toBe(1);
  expect(rows(await client.json('Invoices?page=14'), 'Invoices')).toEqual([]);
});

test('behaviour 35: a page of something that has no pages is ignored', async () => {
  const accounts = await client.json('Accounts?page=2');
  expect(accounts.pagination).toBeUndefined();
  expect(rows(accounts, 'Accounts').length).toBeGreaterThan(10);
});

test('behaviour 36: lines come with pages; Statuses makes pages; a summary leaves lines, payments and attachments out', async () => {
  expect(
    (await invoices('')).every((row) => Array.isArray(row.LineItems) && row.LineItems.length === 0),
  ).toBe(true);
  expect((await invoices('?page=1')).every((row) => (row.LineItems as unknown[]).length > 0)).toBe(true);
  const byStatus = await client.json('Invoices?Statuses=VOIDED,DELETED');
  expect(byStatus.pagination?.pageSize).toBe(100);
  const statuses = rows(byStatus, 'Invoices').map((row) => row.Status);
  expect(new Set(statuses)).toEqual(new Set(['VOIDED', 'DELETED']));
  const [summary] = await invoices('?summaryOnly=true');
  for (const name of ['LineItems', 'Payments', 'HasAttachments']) expect(summary).not.toHaveProperty(name);
});

test('behaviour 37: rows come by change and then by id, or in the asked-for order', async () => {
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
});

test('behaviour 38: If-Modified-Since is read in every form that clients send, and cut to the second', async () => {
  const all = await invoices('');
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
    expect(await invoices('', since(header)), header).toHaveLength(wanted);
  }
  for (const header of ['', 'yesterday']) expect(await invoices('', since(header))).toHaveLength(1250);
  const future = await client.json('Invoices?page=1', since('2026-03-02T00:00:00'));
  expect([rows(future, 'Invoices'), future.pagination?.itemCount]).toEqual([[], 0]);
});

test('behaviour 38: a row changed at that very instant belongs to the answer or not, as the switch says', async () => {
  const clock = { now: () => new Date('2026-05-05T05:05:05.000Z') };
  for (const [modifiedSince, count] of [
    ['inclusive', 1],
    ['exclusive', 0],
  ] as const) {
    const organisations = [{ name: 'Books', contacts: 1, invoices: 0 }];
    const other = await startSandbox({ organisations, clock, today: '2026-05-05', modifiedSince });
    const app = await connect(other);
    other.books('Books').addContact({ name: 'New' });
    const found = rows(await app.json('Contacts', since('2026-05-05T05:05:05')), 'Contacts');
    expect(found).toHaveLength(count);
    await other.close();
  }
});

test('behaviour 39: a delta brings voided and deleted documents; archived contacts only when asked for', async () => {
  const delta = await invoices('', since('2025-01-01T00:00:00'));
  const statuses = new Set(delta.map((row) => row.Status));
  for (const status of ['VOIDED', 'DELETED']) expect(statuses).toContain(status);
  const books = sandbox.books('Books');
  const gone = books.addContact({ name: 'Soon gone' });
  books.archiveContact(gone.id);
  const start = new Date(gone.updatedAt).toISOString();
  expect(rows(await client.json('Contacts?page=1', since(start)), 'Contacts')).toEqual([]);
  const archived = rows(await client.json('Contacts?page=1&includeArchived=true', since(start)), 'Contacts');
  expect(archived).toMatchObject([{ ContactID: gone.id, ContactStatus: 'ARCHIVED' }]);
  expect(rows(await client.json(`Contacts/${gone.id}`), 'Contacts')).toHaveLength(1);
});

test('behaviour 42: ids, numbers, contacts and a search term narrow the list', async () => {
  const [a, b] = await invoices('?page=2');
  const pair = await invoices(`?IDs=${a?.InvoiceID},${b?.InvoiceID}`);
  expect(pair.map((row) => row.InvoiceID)).toEqual([a?.InvoiceID, b?.InvoiceID]);
  const numbered = await invoices(`?InvoiceNumbers=${a?.InvoiceNumber},NONE`);
  expect(numbered.map((row) => row.InvoiceID)).toEqual([a?.InvoiceID]);
  const contactId = contactOf(a);
  const theirs = await invoices(`?ContactIDs=${contactId}`);
  expect(theirs.length).toBeGreaterThan(1);
  expect(theirs.every((row) => contactOf(row) === contactId)).toBe(true);
  expect((await invoices(`?searchTerm=${String(a?.InvoiceNumber).toLowerCase()}`)).length).toBeGreaterThan(0);
  expect(await invoices('?createdByMyApp=true')).toEqual([]);
  const found = rows(await client.json('Contacts?searchTerm=ŌTAKI'), 'Contacts');
  expect(found).toMatchObject([{ Name: 'Te Whare Hauora o Ōtaki' }]);
});

test('behaviour 43: an invoice is found by id and by number, a contact by its number', async () => {
  const [row] = await invoices('?page=3');
  const byId = rows(await client.json(`Invoices/${row?.InvoiceID}`), 'Invoices');
  expect(byId).toEqual([row]);
  expect(rows(await client.json(`Invoices/${row?.InvoiceNumber}`), 'Invoices')).toEqual([row]);
  sandbox.books('Books').addContact({ name: 'Numbered', number: 'N/1' });
  expect(rows(await client.json('Contacts/N%2F1'), 'Contacts')).toMatchObject([{ Name: 'Numbered' }]);
});

test('behaviour 45: a row touched between two pages moves to the end and shifts the others', async () => {
  const before = (await invoices('?page=2&pageSize=10')).map((row) => row.InvoiceID);
  const drafts = await invoices('?page=1&pageSize=1&where=Status=="DRAFT"');
  sandbox.books('Books').editInvoice(String(drafts[0]?.InvoiceID), { reference: 'touched' });
  const all = await invoices('?page=1&pageSize=1000');
  const position = all.findIndex((row) => row.InvoiceID === before[0]);
  expect(position).toBe(9);
  const [last] = await invoices('?page=1&pageSize=1&order=UpdatedDateUTC DESC');
  expect(last).toMatchObject({ InvoiceID: drafts[0]?.InvoiceID, Reference: 'touched' });
});

test('behaviour 46: a payment stamps the invoice and leaves the contact alone', async () => {
  const [row] = await invoices(
    '?page=1&pageSize=1&where=Status=="AUTHORISED" AND Type=="ACCREC" AND AmountDue>1',
  );
  const contactId = contactOf(row);
  const [before] = rows(await client.json(`Contacts/${contactId}`), 'Contacts');
  const payment = sandbox.books('Books').recordPayment(String(row?.InvoiceID), { amount: '1.00' });
  const [paid] = rows(await client.json(`Invoices/${row?.InvoiceID}`), 'Invoices');
  expect(stamp(paid)).toBe(payment.updatedAt);
  expect(paid?.Payments).toContainEqual(
    expect.objectContaining({
      PaymentID: payment.id,
      Amount: 1,
      HasAccount: false,
      HasValidationErrors: false,
    }),
  );
  expect(rows(await client.json(`Contacts/${contactId}`), 'Contacts')[0]).toEqual(before);
});

test('lists of settlements are there even when they are empty', async () => {
  for (const row of await invoices('?page=1')) {
    for (const name of ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments']) {
      expect(Array.isArray(row[name])).toBe(true);
    }
  }
});

test('a renamed contact shows at once on its invoices, which are not stamped', async () => {
  const [before] = await invoices('?page=1&pageSize=1');
  const name = `Renamed ${contactOf(before)}`;
  sandbox.books('Books').renameContact(String(contactOf(before)), name);
  const [after] = await invoices('?page=1&pageSize=1');
  expect(after).toMatchObject({ InvoiceID: before?.InvoiceID, UpdatedDateUTC: before?.UpdatedDateUTC });
  expect(after?.Contact).toMatchObject({ Name: name });
});
