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
  ['PATCH', '/contacts/x', { persons: [{ name: 'x' }] }, 'persons[0].name'],
  ['PATCH', '/contacts/x', { phones: [{ type: 'PAGER' }] }, 'phones[0].type'],
  ['PATCH', '/contacts/x', { paymentTerms: { sales: { day: 0 } } }, 'paymentTerms.sales.day'],
  ['POST', '/contacts/x/merge', {}, 'into'],
  ['POST', '/contacts/x/archive', { why: 'x' }, 'why'],
  ['POST', '/contact-groups/x/contacts', { contacts: [1] }, 'contacts[0]'],
  ['PATCH', '/invoices/x', { unitDecimals: 3 }, 'unitDecimals'],
  ['POST', '/credit-notes', { contact: 'x', lines: [], type: 'ACCREC' }, 'type'],
  ['POST', '/credit-notes', { contact: 'x', lines: [], currency: 'toString' }, 'currency'],
  ['POST', '/credits/x/allocations', { amount: '1' }, 'invoice'],
  ['POST', '/payments/x/reconcile', { isReconciled: 'yes' }, 'isReconciled'],
  ['POST', '/batch-payments', { account: 'x', payments: [{ invoice: 'x' }] }, 'payments[0].amount'],
  ['POST', '/bank-transactions', { type: 'RECEIVE-TRANSFER' }, 'type'],
  ['POST', '/bank-transfers', { from: 'x', to: 'y', amount: 10 }, 'amount'],
  ['POST', '/accounts', { code: '1', name: 'x', type: 'constructor' }, 'type'],
  ['PUT', '/accounts/x/payments-allowed', {}, 'allowed'],
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
  [{ match: { headers: { accept: '(' } }, effect: { delayMs: 1 } }, 'match.headers.accept'],
  [{ effect: 'sunshine' }, 'effect'],
  [{ effect: { status: 500, drop: 'before' } }, 'effect'],
  [{ effect: { status: 600 } }, 'effect.status'],
  [{ effect: { garbage: false } }, 'effect.garbage'],
  [{ effect: { delayMs: 1, delay: 'between' } }, 'effect.delay'],
  [{ effect: { delayMs: 1 }, every: 0 }, 'every'],
  [{ effect: { touch: { collection: 'Invoices' } } }, 'effect.touch.which'],
  [{ effect: { touch: { collection: 'Spoons', which: 'random' } } }, 'effect.touch.collection'],
  [
    { effect: { touch: { collection: 'Invoices', which: 'first-of-page' }, when: 'before' } },
    'effect.touch.which',
  ],
])('the fault %j is a 400 that names the field', async (fault, field) => {
  expect(await send('POST', '/faults', fault)).toMatchObject({ status: 400, body: { field } });
});

test('a body that is no JSON object is a 400', async () => {
  for (const body of ['{', '[]', '"x"']) expect((await send('POST', '/faults', body)).status).toBe(400);
});

test('an unknown request is a 404 that says where the list is', async () => {
  for (const [method, path] of [
    ['GET', '/nothing'],
    ['PUT', '/switches'],
  ] as const)
    expect(await send(method, path)).toMatchObject({
      status: 404,
      body: { error: expect.stringContaining('GET /sandbox lists') },
    });
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
  const added = await send('POST', '/faults', fault);
  expect(added).toEqual({ status: 201, body: { id: expect.any(String) } });
  expect((await send('GET', '/faults')).body.faults).toEqual([{ id: added.body.id, struck: 0, ...fault }]);
  expect((await client.call('Invoices')).status).toBe(503);
  const { body: one } = await send('POST', '/faults', { effect: { drop: 'before' } });
  expect((await send('DELETE', `/faults/${one.id}`)).status).toBe(204);
  expect((await send('DELETE', `/faults/${one.id}`)).status).toBe(404);
  await send('POST', '/faults', { effect: 'maintenance' });
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

test('the clock goes to an instant, and back only when that is forced', async () => {
  const later = new Date(sandbox.clock.now().getTime() + 86_400_000).toISOString();
  const moved = await send('POST', '/clock', { now: later });
  expect(Date.parse(moved.body.now)).toBeGreaterThanOrEqual(Date.parse(later));
  const earlier = new Date(Date.parse(later) - 3_600_000).toISOString();
  for (const back of [{ now: earlier }, { advanceMs: -1 }]) {
    expect(await send('POST', '/clock', back)).toMatchObject({
      status: 409,
      body: { error: expect.stringContaining('force') },
    });
  }
  const forced = await send('POST', '/clock', { now: earlier, force: true });
  expect(Date.parse(forced.body.now)).toBeLessThan(Date.parse(later));
  expect((await send('GET', '/clock')).body.now >= forced.body.now).toBe(true);
  for (const [body, field] of [
    [{ now: 'tomorrow' }, 'now'],
    [{ now: later, advanceMs: 1 }, 'advanceMs'],
    [{ advanceMs: Number.MAX_SAFE_INTEGER }, 'advanceMs'],
  ]) {
    expect(await send('POST', '/clock', body)).toMatchObject({ status: 400, body: { field } });
  }
});

test('limits are read, set and used up over HTTP', async () => {
  expect((await send('GET', '/limits')).body).toMatchObject({
    limits: { minute: 60, day: 5_000 },
    usage: [{ name: 'Books' }],
  });
  const { tenantId } = sandbox.organisations[0] ?? {};
  const spent = await send('POST', '/limits/spend', { tenant: tenantId, minute: 'all', day: 10 });
  expect(spent.body.usage[0].minute).toBe(60);
  expect((await send('PUT', '/limits', { off: true })).body.limits).toBe('off');
  expect((await send('PUT', '/limits', { minute: 100 })).body.limits).toMatchObject({
    minute: 100,
    concurrent: 5,
  });
  for (const [method, path, body, field] of [
    ['PUT', '/limits', { hour: 1 }, 'hour'],
    ['PUT', '/limits', { day: -1 }, 'day'],
    ['POST', '/limits/spend', { tenant: tenantId }, 'minute'],
    ['POST', '/limits/spend', { tenant: tenantId, day: 'most' }, 'day'],
    ['POST', '/limits/spend', { day: 'all' }, 'tenant'],
  ] as const) {
    expect(await send(method, path, body)).toMatchObject({ status: 400, body: { field } });
  }
  expect((await send('POST', '/limits/spend', { tenant: 'none', day: 1 })).status).toBe(404);
});

test('a latency is set and read over HTTP', async () => {
  expect((await send('PUT', '/latency', { least: 5, most: 9 })).body).toEqual({ least: 5, most: 9 });
  expect((await send('PUT', '/latency', { ms: 0 })).body).toEqual({ ms: 0 });
  expect((await send('GET', '/latency')).body).toEqual({ ms: 0 });
  expect((await send('PUT', '/latency', {})).body.field).toBe('ms');
  expect((await send('PUT', '/latency', { least: 5, most: 4 })).body.field).toBe('most');
});

test('the index has every request with one line each', async () => {
  const { requests } = (await send('GET', '')).body;
  expect(requests).toContainEqual({ request: 'PATCH /sandbox/switches', does: expect.any(String) });
  expect(requests).toContainEqual({
    request: 'POST /sandbox/organisations/:tenant/invoices/:id/approve',
    does: 'Approves an invoice',
  });
  for (const { does } of requests) expect(does).toMatch(/^\S.{5,}/);
});

test('a call that a foreign page sends is refused', async () => {
  const response = await fetch(`${sandbox.url}/sandbox/clock`, {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: '{"advanceMs":1}',
  });
  expect(response.status).toBe(403);
});
