import { expect, test } from 'vitest';
import { startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';
import { RequestLog } from './log.ts';

test('the log has what Xero would have seen, without the token', async () => {
  const sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 2, invoices: 5 }] });
  const client = await connect(sandbox);
  sandbox.clearRequests();
  const answer = await client.call('Invoices?page=1', {
    'if-modified-since': '2026-01-01T00:00:00',
    'accept-encoding': 'identity',
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
      bytes: Buffer.byteLength(body),
      ms: expect.any(Number),
      tenantId: client.tenantId,
    },
  ]);
  expect(JSON.stringify(sandbox.requests())).not.toContain(client.tokens.access_token);
  await sandbox.close();
});

test('the log lets its oldest calls go when there are too many', () => {
  const log = new RequestLog();
  const call = { time: '', method: 'GET', path: '', query: '', headers: {}, bytes: 0, ms: 0, tenantId: null };
  for (let status = 1; status <= 110_001; status += 1) log.add({ ...call, status });
  expect(log.all()).toHaveLength(100_000);
  expect(log.all().at(-1)?.status).toBe(110_001);
});
