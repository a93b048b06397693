import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';

let sandbox: Sandbox;
let books: string;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 5, invoices: 20 }] });
  books = `/organisations/${sandbox.organisations[0]?.tenantId}`;
});

afterAll(() => sandbox.close());

async function send(method: string, path: string, body?: unknown) {
  const response = await fetch(`${sandbox.url}/sandbox${path}`, {
    method,
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, body: text.startsWith('{') ? JSON.parse(text) : text };
}

test('organisations and their truth are told', async () => {
  expect((await send('GET', '/organisations')).body.organisations).toMatchObject([
    { name: 'Books', baseCurrency: 'NZD' },
  ]);
  expect((await send('GET', `${books}/truth`)).body).toEqual(sandbox.books('Books').truth());
});

test('every verb of the books has its address', async () => {
  const contact = await send('POST', `${books}/contacts`, { name: 'By HTTP', email: 'a@b.example' });
  expect(contact).toMatchObject({ status: 201, body: { name: 'By HTTP' } });
  const renamed = await send('POST', `${books}/contacts/${contact.body.id}/rename`, { name: 'Renamed' });
  expect(renamed.body.name).toBe('Renamed');
  const lines = [{ description: 'x', quantity: '1', unitAmount: '100.00', taxType: 'NONE' }];
  const added = await send('POST', `${books}/invoices`, {
    contact: contact.body.id,
    lines,
    dueDate: '2030-01-01',
  });
  expect(added).toMatchObject({ status: 201, body: { status: 'DRAFT', total: '100.00' } });
  const invoice = `${books}/invoices/${added.body.id}`;
  expect((await send('PATCH', invoice, { reference: 'R', lines })).body.reference).toBe('R');
  expect((await send('POST', `${invoice}/approve`)).body.status).toBe('AUTHORISED');
  expect(await send('POST', `${invoice}/payments`, { amount: '40.00' })).toMatchObject({
    status: 201,
    body: { amount: '40.00' },
  });
  expect(await send('POST', `${invoice}/void`)).toMatchObject({
    status: 409,
    body: { messages: [expect.stringContaining('VOIDED')] },
  });
  const other = await send('POST', `${books}/invoices`, { contact: contact.body.id, lines });
  expect((await send('DELETE', `${books}/invoices/${other.body.id}`)).body.status).toBe('DELETED');
  expect((await send('POST', `${books}/contacts/${contact.body.id}/archive`)).body.status).toBe('ARCHIVED');
  expect(
    (await send('PUT', `${books}/lock-dates`, { periodLockDate: '2026-01-31', endOfYearLockDate: null }))
      .status,
  ).toBe(204);
});

test.each([
  ['POST', '/contacts', {}, 'name'],
  ['POST', '/contacts', { name: 'x', colour: 'red' }, 'colour'],
  [
    'POST',
    '/invoices',
    { contact: 'x', lines: [{ description: 'x', quantity: 1, unitAmount: '1' }] },
    'lines[0].quantity',
  ],
  ['POST', '/invoices', { contact: 'x', lines: 'none' }, 'lines'],
  ['POST', '/invoices', { contact: 'x', lines: [], status: 'PAID' }, 'status'],
  ['POST', '/invoices/x/payments', { amount: 12.5 }, 'amount'],
  ['POST', '/invoices/x/payments', { date: '31 January' }, 'date'],
  ['PUT', '/lock-dates', { periodLockDate: null }, 'endOfYearLockDate'],
])('nonsense in %s %s %j is a 400 that names the field', async (method, path, body, field) => {
  const answer = await send(method, books + path, body);
  expect(answer).toMatchObject({ status: 400, body: { field, error: expect.stringContaining(field) } });
});

test.each([
  [{}, 'effect'],
  [{ effect: { drop: 'sometimes' } }, 'effect.drop'],
  [{ effect: { status: 500, headers: { a: 1 } } }, 'effect.headers.a'],
  [{ effect: { delayMs: -1 } }, 'effect.delayMs'],
  [{ effect: { delayMs: 1 }, times: 0 }, 'times'],
  [{ match: { path: '(' }, effect: { delayMs: 1 } }, 'match.path'],
  [{ match: { verb: 'GET' }, effect: { delayMs: 1 } }, 'match.verb'],
])('the fault %j is a 400 that names the field', async (fault, field) => {
  expect(await send('POST', '/faults', fault)).toMatchObject({ status: 400, body: { field } });
});

test('a body that is no JSON object is a 400', async () => {
  for (const body of ['{', '[]', '"x"']) expect((await send('POST', '/faults', body)).status).toBe(400);
});

test('an unknown organisation is a 404 and an unknown invoice a 409', async () => {
  expect((await send('GET', '/organisations/none/truth')).status).toBe(404);
  expect((await send('POST', `${books}/invoices/none/approve`)).body.error).toContain(
    'There is no invoice none',
  );
});

test('faults, the log and the clock are worked over HTTP', async () => {
  const client = await connect(sandbox);
  await send('DELETE', '/requests');
  const fault = {
    match: { method: 'get', path: 'Invoices' },
    times: 1,
    effect: { status: 503, body: 'offline' },
  };
  expect((await send('POST', '/faults', fault)).status).toBe(204);
  expect((await client.call('Invoices')).status).toBe(503);
  await send('POST', '/faults', { effect: { drop: 'before' } });
  expect((await send('DELETE', '/faults')).status).toBe(204);
  expect((await client.call('Invoices')).status).toBe(200);
  const { body } = await send('GET', '/requests');
  expect(body.requests.map(({ status }: { status: number }) => status)).toEqual([503, 200]);
  const before = sandbox.clock.now().getTime();
  const moved = await send('POST', '/clock', { advanceMs: 1_801_000 });
  expect(Date.parse(moved.body.now) - before).toBeGreaterThanOrEqual(1_801_000);
  expect((await client.call('Organisation')).status).toBe(401);
  expect((await send('POST', '/clock', {})).body.field).toBe('advanceMs');
});

test('an organisation is disconnected over HTTP', async () => {
  const client = await connect(sandbox);
  expect((await send('DELETE', `${books}/connections`)).status).toBe(204);
  expect((await client.call('Organisation')).status).toBe(403);
});

test('a call that a foreign page sends is refused', async () => {
  const response = await fetch(`${sandbox.url}/sandbox/clock`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: '{"advanceMs":1}',
  });
  expect(response.status).toBe(403);
});
