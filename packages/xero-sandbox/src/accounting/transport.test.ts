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

test('behaviour 18: a GET that carries a JSON body is answered', async () => {
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

test('behaviour 19: JSON is answered only to a caller that asks for it, XML otherwise', async () => {
  const answer = await first.call('Invoices?page=1&pageSize=1', { accept: '*/*' });
  expect(answer.headers.get('content-type')).toContain('text/xml');
  const text = await answer.text();
  expect(text).toMatch(/^<Response><Id>.*<Invoices><Invoice><Type>/);
  expect(text).toMatch(/<Date>\d{4}-\d\d-\d\dT00:00:00<\/Date>/);
  expect(text).not.toContain('DateString');
});

test('behaviour 19: an invoice is answered as PDF to a caller that asks for one', async () => {
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

test('behaviour 20: header and query names are read in any case, and + and %20 are both spaces', async () => {
  const plus = await first.json('Invoices?PAGE=1&PageSize=5&Where=Type=="ACCREC"+AND+Status=="PAID"');
  const percent = await first.json(
    'invoices?page=1&pagesize=5&where=Type%3D%3D%22ACCREC%22%20AND%20Status=="PAID"',
  );
  expect(rows(plus, 'Invoices')).toHaveLength(5);
  expect(rows(percent, 'Invoices')).toEqual(rows(plus, 'Invoices'));
});

test('behaviour 21: every answer has the remaining allowances and a correlation id', async () => {
  for (const path of ['Organisation', 'Invoices?where=nonsense(', 'Nothing']) {
    const { headers } = await first.call(path);
    expect(headers.get('x-minlimit-remaining')).toBe('60');
    expect(headers.get('x-daylimit-remaining')).toBe('5000');
    expect(headers.get('x-appminlimit-remaining')).toBe('10000');
    expect(headers.get('xero-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  }
});

test('behaviour 27: an expired token is a 401 that says since when, in US order', async () => {
  const other = await startSandbox({ organisations: [{ name: 'First', contacts: 1, invoices: 0 }] });
  const client = await connect(other);
  expect((await client.call('Organisation')).status).toBe(200);
  other.clock.advance(1801_000);
  const answer = await client.call('Organisation');
  expect(answer.status).toBe(401);
  const body = (await answer.json()) as Record<string, unknown>;
  expect(body).toMatchObject({ Type: null, Title: 'Unauthorized', Status: 401, Extensions: {} });
  expect(body.Detail).toMatch(/^TokenExpired: token expired at \d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d$/);
  await other.close();
});

test('a token that nobody here signed is a 401 AuthenticationUnsuccessful', async () => {
  for (const authorization of ['', 'Bearer nonsense', `Bearer ${first.tokens.access_token}x`]) {
    const answer = await first.call('Organisation', { authorization });
    expect(answer.status).toBe(401);
    expect(await answer.json()).toMatchObject({ Detail: 'AuthenticationUnsuccessful' });
  }
});

test('behaviour 28: a missing scope is a 401 AuthorizationUnsuccessful', async () => {
  const other = await startSandbox({ organisations: [{ name: 'First', contacts: 1, invoices: 0 }] });
  const client = await connect(other, undefined, 'accounting.contacts.read');
  expect((await client.call('Contacts')).status).toBe(200);
  const answer = await client.call('Invoices');
  expect(answer.status).toBe(401);
  expect(answer.headers.get('www-authenticate')).toContain('insufficent_scope');
  expect(await answer.json()).toMatchObject({ Detail: 'AuthorizationUnsuccessful' });
  await other.close();
});

test('behaviour 29: a missing, unknown or unconnected tenant, or a connection id, is a 403', async () => {
  const second = sandbox.organisations[1]?.tenantId ?? '';
  const response = await fetch(`${sandbox.url}/connections`, {
    headers: { authorization: `Bearer ${first.tokens.access_token}` },
  });
  const [connection] = (await response.json()) as { id: string }[];
  for (const tenant of ['', 'nonsense', second, connection?.id ?? '']) {
    const answer = await first.call('Organisation', { 'xero-tenant-id': tenant });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ Title: 'Forbidden', Detail: 'AuthenticationUnsuccessful' });
  }
});

test('behaviour 30: what does not exist, or exists for another tenant, is a plain sentence called HTML', async () => {
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

test('behaviour 31: a wrong verb has ErrorNumber 20', async () => {
  const answer = await first.call('Organisation', {}, { method: 'DELETE' });
  expect(answer.status).toBe(501);
  expect(await answer.json()).toMatchObject({ ErrorNumber: 20, Type: 'ApiMethodNotImplementedException' });
});

test('behaviour 72: Organisation and Organisations both answer', async () => {
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
