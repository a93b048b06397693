import { afterEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect, refresh } from '../test-client.ts';
import { RequestLog } from './log.ts';

let sandbox: Sandbox;

afterEach(() => sandbox.close());

async function start(options: SandboxOptions = {}) {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 2, invoices: 5 }], ...options });
  return connect(sandbox);
}

test('the log has what Xero would have seen, without the token', async () => {
  const client = await start();
  sandbox.clearRequests();
  const answer = await client.call('Invoices?page=1', {
    'if-modified-since': '2026-01-01T00:00:00',
    'accept-encoding': 'identity',
    cookie: 'session=a-cookie',
  });
  const body = await answer.text();
  await fetch(`${sandbox.url}/`);
  await fetch(`${sandbox.url}/sandbox/organisations`);
  expect(sandbox.requests()).toEqual([
    {
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      method: 'GET',
      path: '/api.xro/2.0/Invoices',
      query: 'page=1',
      headers: expect.objectContaining({
        'if-modified-since': '2026-01-01T00:00:00',
        accept: 'application/json',
      }),
      status: 200,
      bytesIn: 0,
      bytes: Buffer.byteLength(body),
      ms: expect.any(Number),
      tenantId: client.tenantId,
      fault: null,
    },
  ]);
  const text = JSON.stringify(sandbox.requests());
  expect(text).not.toContain(client.tokens.access_token);
  expect(text).not.toContain('a-cookie');
});

test('bodies are kept only when that is asked for, cut to 10,000 characters and without secrets', async () => {
  const { tokens, call } = await start({ logBodies: true });
  sandbox.clearRequests();
  await refresh(sandbox, tokens.refresh_token);
  const fields = { Name: 'x'.repeat(20_000), access_token: 'json-secret', nested: { Password: 'a"b' } };
  await call(
    'Contacts',
    { 'content-type': 'application/json' },
    { method: 'PUT', body: JSON.stringify(fields) },
  );
  const [form, json] = sandbox.requests();
  expect(form?.body).toBe('grant_type=refresh_token&refresh_token=(removed)');
  expect(form?.bytesIn).toBeGreaterThan(form?.body?.length ?? 0);
  expect(json?.body).toHaveLength(10_000);
  expect(json?.bytesIn).toBe(JSON.stringify(fields).length);
  const text = JSON.stringify(sandbox.requests());
  for (const secret of ['json-secret', tokens.refresh_token]) expect(text).not.toContain(secret);
});

test('a secret in a query is not written down', async () => {
  await start();
  sandbox.clearRequests();
  await fetch(`${sandbox.url}/connect/userinfo?access%5Ftoken=secret-one&code=secret-two&page=3`);
  expect(sandbox.requests()[0]?.query).toBe('access%5Ftoken=(removed)&code=(removed)&page=3');
});

test('the log is read by path, tenant, time and number, in the process and over HTTP', async () => {
  const { call, tenantId } = await start();
  sandbox.clearRequests();
  await call('Contacts');
  sandbox.clock.advance(60_000);
  const since = sandbox.clock.now().getTime();
  await call('Invoices');
  await fetch(`${sandbox.url}/connections`);
  const paths = (requests: readonly { path: string }[]) => requests.map(({ path }) => path.split('/').at(-1));
  expect(paths(sandbox.requests({ path: 'api.xro' }))).toEqual(['Contacts', 'Invoices']);
  expect(paths(sandbox.requests({ tenantId }))).toEqual(['Contacts', 'Invoices']);
  expect(paths(sandbox.requests({ since }))).toEqual(['Invoices', 'connections']);
  expect(paths(sandbox.requests({ limit: 1 }))).toEqual(['connections']);
  const query = `since=${new Date(since).toISOString()}&path=api.xro&tenant=Books&limit=5`;
  const answer = await fetch(`${sandbox.url}/sandbox/requests?${query}`);
  expect(paths(((await answer.json()) as { requests: { path: string }[] }).requests)).toEqual(['Invoices']);
  for (const [wrong, field] of Object.entries({
    'limit=0': 'limit',
    'since=today': 'since',
    'page=1': 'page',
  })) {
    const refused = await fetch(`${sandbox.url}/sandbox/requests?${wrong}`);
    expect([refused.status, await refused.json()]).toMatchObject([400, { field }]);
  }
});

test('the log lets its oldest calls go when there are too many', async () => {
  await start();
  const log = new RequestLog();
  const call = { time: '', method: 'GET', path: '', query: '', headers: {}, bytesIn: 0, bytes: 0, ms: 0 };
  for (let status = 1; status <= 110_001; status += 1)
    log.add({ ...call, tenantId: null, fault: null, status });
  expect(log.read()).toHaveLength(100_000);
  expect(log.read().at(-1)?.status).toBe(110_001);
});
