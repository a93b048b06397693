import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, rows } from '../test-client.ts';

let sandbox: Sandbox;
let first: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [
      { name: 'First', contacts: 20, invoices: 60 },
      { name: 'Second', contacts: 2, invoices: 3 },
    ],
    limits: 'off',
  });
  first = await connect(sandbox, 'First');
});

afterAll(() => sandbox.close());

test('18: a GET that carries a JSON body is answered', async () => {
  const url = new URL(`${sandbox.url}/api.xro/2.0/Organisation`);
  const status = await new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        headers: {
          authorization: `Bearer ${first.tokens.access_token}`,
          'xero-tenant-id': first.tenantId,
          accept: 'application/json',
          'content-type': 'application/json',
          'content-length': 2,
        },
      },
      (response) => resolve(response.resume().statusCode),
    );
    sent.on('error', reject);
    sent.end('{}');
  });
  expect(status).toBe(200);
});

test('19: JSON is answered only to a caller that asks for it, XML otherwise', async () => {
  const answer = await first.call('Invoices?page=1&pageSize=1', { accept: '*/*' });
  expect(answer.headers.get('content-type')).toContain('text/xml');
  const text = await answer.text();
  expect(text).toMatch(/^<Response><Id>.*<Invoices><Invoice><Type>/);
  expect(text).toMatch(/<Date>\d{4}-\d\d-\d\dT00:00:00<\/Date>/);
  expect(text).not.toContain('DateString');
});

test('19: XML stays well formed whatever a name holds', async () => {
  const { id } = sandbox.books('First').addContact({ name: '/Date(99999999999999999)/' });
  sandbox.books('First').addContact({ name: 'A & <B>\u0000\u0001\uFFFE' });
  const path = `Contacts?where=${encodeURIComponent('Name.StartsWith("/Date") OR Name.StartsWith("A &")')}`;
  const text = await (await first.call(path, { accept: 'application/xml' })).text();
  expect(text).toContain(`<ContactID>${id}</ContactID>`);
  expect(text).toContain('<Name>/Date(99999999999999999)/</Name>');
  expect(text).toContain('<Name>A &amp; &lt;B&gt;</Name>');
});

test('19: an invoice is answered as PDF to a caller that asks for one', async () => {
  const [row] = rows(await first.json('Invoices'), 'Invoices');
  const answer = await first.call(`Invoices/${row?.InvoiceID}`, { accept: 'application/pdf' });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect(
    Buffer.from(await answer.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-');
});

test('an invoice for a customer whose name the PDF font lacks is printed all the same', async () => {
  const books = sandbox.books('First');
  books.addContact({ name: '株式会社ひまわり 🐦' });
  const { id } = books.addInvoice({
    contact: '株式会社ひまわり 🐦',
    lines: [{ description: 'Zoë’s “crème”', quantity: '1', unitAmount: '1.00' }],
  });
  expect((await first.call(`Invoices/${id}`, { accept: 'application/pdf' })).status).toBe(200);
});

test('20: header and query names are read in any case, and + and %20 are both spaces', async () => {
  const plus = await first.json('Invoices?PAGE=1&PageSize=5&Where=Type=="ACCREC"+AND+Status=="PAID"');
  const percent = await first.json(
    'invoices?page=1&pagesize=5&where=Type%3D%3D%22ACCREC%22%20AND%20Status=="PAID"',
  );
  expect(rows(plus, 'Invoices')).toHaveLength(5);
  expect(rows(percent, 'Invoices')).toEqual(rows(plus, 'Invoices'));
});

test('21: every answer has the remaining allowances and a correlation id', async () => {
  for (const path of ['Organisation', 'Invoices?where=nonsense(', 'Nothing']) {
    const { headers } = await first.call(path);
    expect(headers.get('x-minlimit-remaining')).toBe('60');
    expect(headers.get('x-daylimit-remaining')).toBe('5000');
    expect(headers.get('x-appminlimit-remaining')).toBe('10000');
    expect(headers.get('xero-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('30: what does not exist, or exists for another tenant, is a plain sentence called HTML', async () => {
  const foreign = sandbox.books('Second').addInvoice({
    contact: sandbox.books('Second').addContact({ name: 'Elsewhere' }).id,
    lines: [{ description: 'x', quantity: '1', unitAmount: '1' }],
  });
  for (const path of [
    `Invoices/${foreign.id}`,
    'Invoices/none',
    'Contacts/none',
    'Nothing',
    'Invoices/a/b',
    'Invoices/%E0%A4%A',
  ]) {
    const answer = await first.call(path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toBe("The resource you're looking for cannot be found");
  }
});

test('31: a wrong verb has ErrorNumber 20', async () => {
  const answer = await first.call('Organisation', {}, { method: 'DELETE' });
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({ ErrorNumber: 20, Type: 'ApiMethodNotImplementedException' });
});

test('72: Organisation and Organisations both answer', async () => {
  const one = await first.json('Organisation');
  expect(rows(one, 'Organisations')).toEqual(rows(await first.json('Organisations'), 'Organisations'));
  expect(rows(one, 'Organisations')[0]).toMatchObject({
    OrganisationID: first.tenantId,
    BaseCurrency: 'NZD',
  });
  const actions = rows(await first.json('Organisation/Actions'), 'Actions');
  expect(actions).toContainEqual({ Name: 'CreateInvoicePayment', Status: 'ALLOWED' });
});

test('an answer is compressed for a caller that takes gzip and left alone for one that does not', async () => {
  sandbox.clearRequests();
  const plain = await (await first.call('Invoices?page=1', { 'accept-encoding': 'identity' })).text();
  const zipped = await first.call('Invoices?page=1', { 'accept-encoding': 'gzip' });
  expect(zipped.headers.get('content-encoding')).toBe('gzip');
  expect((await zipped.text()).length).toBe(plain.length);
  const [unzippedBytes = 0, zippedBytes = 0] = sandbox.requests().map(({ bytes }) => bytes);
  expect(unzippedBytes).toBe(Buffer.byteLength(plain));
  expect(zippedBytes).toBeLessThan(unzippedBytes / 3);
});
