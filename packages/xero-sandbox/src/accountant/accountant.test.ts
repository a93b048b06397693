import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';

let sandbox: Sandbox;
let base: string;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books & Co', contacts: 60, invoices: 120 }] });
  base = `${sandbox.url}/accountant/${sandbox.organisations[0]?.tenantId}`;
});

afterAll(() => sandbox.close());

async function open(path: string): Promise<string> {
  const response = await fetch(base + path);
  expect(response.status).toBe(200);
  return response.text();
}

function submit(
  path: string,
  fields: [string, string][] = [],
  headers = { origin: sandbox.url },
): Promise<Response> {
  return fetch(base + path, {
    method: 'POST',
    body: new URLSearchParams(fields),
    headers,
    redirect: 'manual',
  });
}

function addInvoice(name: string) {
  const books = sandbox.books('Books & Co');
  books.addContact({ name });
  const lines = [{ description: 'Help', quantity: '1', unitAmount: '100.00' }];
  return books.addInvoice({ contact: name, lines, dueDate: '2030-01-01' });
}

test('the landing page says that it is no Xero and names organisations and sign-ins', async () => {
  const page = await (await fetch(`${sandbox.url}/`)).text();
  for (const text of ['It is not Xero', 'Books &amp; Co', 'accountant@demo.example', 'sandbox-client-id']) {
    expect(page).toContain(text);
  }
});

test('the list is searched, filtered and paged', async () => {
  const { number } = addInvoice('Searchable');
  const found = await open('?q=searchable&status=DRAFT');
  expect(found).toContain('1 found');
  expect(found).toContain(number);
  expect(await open('?status=PAID')).not.toContain('<td>DRAFT</td>');
  const first = await open('');
  expect(first).toContain('Page 1 of 3');
  expect(first).toContain('page=2');
  expect(await open('?page=999')).toContain('Page 3 of 3');
  expect(await open('?page=nonsense')).toContain('Page 1 of 3');
});

test('a draft is edited, approved, paid in part, and then cannot be voided', async () => {
  const { id } = addInvoice('Whole life');
  const line: [string, string][] = [
    ['description', 'More help'],
    ['quantity', '2'],
    ['unitAmount', '100.00'],
    ['accountCode', '200'],
    ['taxType', 'OUTPUT2'],
    ['description', ''],
  ];
  const edited = await submit(`/invoices/${id}/edit`, [
    ...line,
    ['reference', 'PO 9'],
    ['dueDate', '2030-02-02'],
  ]);
  expect([edited.status, edited.headers.get('location')]).toEqual([
    303,
    new URL(`${base}/invoices/${id}`).pathname,
  ]);
  expect(await open(`/invoices/${id}`)).toContain('NZD 230.00');
  expect((await submit(`/invoices/${id}/approve`)).status).toBe(303);
  const account =
    /<option value="([^"]+)">\s*Business Bank Account/.exec(await open(`/invoices/${id}`))?.[1] ?? '';
  const payment: [string, string][] = [
    ['amount', '30.00'],
    ['date', '2026-01-15'],
    ['account', account],
    ['reference', 'EFT'],
  ];
  expect((await submit(`/invoices/${id}/payments`, payment)).status).toBe(303);
  expect(await open(`/invoices/${id}`)).toContain('NZD 200.00 (paid 30.00');
  const refused = await submit(`/invoices/${id}/void`);
  expect(refused.status).toBe(409);
  expect(await refused.text()).toContain('because it has payment or Credit notes allocated to it.');
});

test('an approved invoice is voided and a draft deleted', async () => {
  const [voided, deleted] = [addInvoice('To be voided'), addInvoice('To be deleted')];
  await submit(`/invoices/${voided.id}/approve`);
  await submit(`/invoices/${voided.id}/void`);
  await submit(`/invoices/${deleted.id}/delete`);
  expect(await open(`/invoices/${voided.id}`)).toContain('<dd>VOIDED</dd>');
  expect(await open(`/invoices/${deleted.id}`)).toContain('<dd>DELETED</dd>');
});

test('a new invoice that is refused shows what was entered and why', async () => {
  expect(await open('/invoices/new')).toContain('New invoice');
  const fields: [string, string][] = [
    ['contact', 'Nobody <b>'],
    ['description', 'Half entered'],
    ['quantity', '1'],
    ['unitAmount', '10.00'],
    ['accountCode', '200'],
    ['taxType', 'OUTPUT2'],
    ['status', 'DRAFT'],
  ];
  const refused = await submit('/invoices', fields);
  expect(refused.status).toBe(409);
  const page = await refused.text();
  expect(page).toContain('There is no contact Nobody &lt;b&gt;');
  expect(page).toContain('Half entered');
  sandbox.books('Books & Co').addContact({ name: 'Somebody' });
  const added = await submit('/invoices', [['contact', 'Somebody'], ...fields.slice(1)]);
  expect(added.status).toBe(303);
  expect(await (await fetch(sandbox.url + added.headers.get('location'))).text()).toContain('Half entered');
});

test('contacts are added, renamed and archived', async () => {
  await submit('/contacts', [
    ['name', 'Fresh Contact'],
    ['email', 'fresh@customer.example'],
  ]);
  const page = await open('/contacts?q=fresh');
  const path = /action="[^"]*(\/contacts\/[^"]+)\/rename"/.exec(page)?.[1] ?? '';
  await submit(`${path}/rename`, [['name', 'Stale Contact']]);
  expect(await open('/contacts?q=fresh@')).toContain('Stale Contact');
  await submit(`${path}/archive`);
  expect(await open('/contacts?q=stale')).toContain('Stale Contact (archived)');
  const clash = await submit('/contacts', [['name', 'Somebody']]);
  expect(await clash.text()).toContain('must be unique across all active contacts');
});

test('lock dates are changed and then hold', async () => {
  await submit('/settings', [
    ['periodLockDate', '2026-01-31'],
    ['endOfYearLockDate', ''],
  ]);
  expect(await open('/settings')).toContain('2026-01-31');
  expect((await submit('/settings', [['periodLockDate', 'x']])).status).toBe(409);
});

test('an app is disconnected as a person would inside Xero', async () => {
  expect(await open('/apps')).toContain('No app is connected');
  const client = await connect(sandbox);
  expect(await open('/apps')).toContain('Ledgerport, connected by Ana Tane');
  expect((await submit('/apps/disconnect')).status).toBe(303);
  expect((await client.call('Organisation')).status).toBe(403);
});

test('a form sent from a foreign page is refused', async () => {
  const { id } = addInvoice('Attacked');
  expect((await submit(`/invoices/${id}/delete`, [], { origin: 'https://evil.example' })).status).toBe(403);
  expect(await open(`/invoices/${id}`)).toContain('<dd>DRAFT</dd>');
});

test('an organisation or invoice that does not exist is a 404', async () => {
  expect((await fetch(`${sandbox.url}/accountant/none`)).status).toBe(404);
  expect((await fetch(`${base}/invoices/none`)).status).toBe(404);
  expect((await submit('/invoices/none/approve')).status).toBe(404);
});
