import { expect, test } from 'vitest';
import { startSandbox } from './start.ts';
import { connect } from './test-client.ts';

const SMALL = [{ name: 'Books', contacts: 5, invoices: 20 }];

test('a small sandbox starts within 50 ms', async () => {
  const times: number[] = [];
  for (let attempt = 0; attempt < 5; attempt += 1) {
    const started = performance.now();
    const sandbox = await startSandbox({ organisations: SMALL });
    times.push(performance.now() - started);
    await sandbox.close();
  }
  // The best of several, so that a busy machine does not decide.
  expect(Math.min(...times)).toBeLessThan(50);
});

test('without options there are the two demo organisations, one user and the default app', async () => {
  const sandbox = await startSandbox();
  expect(sandbox.organisations.map(({ name }) => name)).toEqual(['Demo Company (NZ)', 'Kiwi Consulting']);
  expect(sandbox.users).toMatchObject([{ email: 'accountant@demo.example', name: 'Ana Tane' }]);
  expect(sandbox.app).toMatchObject({ clientId: 'sandbox-client-id', name: 'Ledgerport' });
  await sandbox.close();
});

test('a taken port is an error that names it', async () => {
  const sandbox = await startSandbox({ organisations: SMALL });
  const port = Number(new URL(sandbox.url).port);
  await expect(startSandbox({ organisations: SMALL, port })).rejects.toThrow(String(port));
  await sandbox.close();
});

test('two organisations of one name are refused', async () => {
  await expect(startSandbox({ organisations: [...SMALL, ...SMALL] })).rejects.toThrow(
    'Two organisations have the name Books',
  );
});

test('an unknown organisation is an error that names it', async () => {
  const sandbox = await startSandbox({ organisations: SMALL });
  expect(() => sandbox.books('Nobody')).toThrow('Nobody');
  await sandbox.close();
});

// Idle, the seed takes 2 s and such a page 20 ms; the bounds leave room for a machine that is busy elsewhere.
test('100,000 invoices are seeded in seconds and read in pages of 1,000 in a fraction of one', async () => {
  const started = performance.now();
  const sandbox = await startSandbox({
    organisations: [{ name: 'Large', contacts: 5_000, invoices: 100_000 }],
    limits: 'off',
  });
  expect(performance.now() - started).toBeLessThan(10_000);
  const client = await connect(sandbox);
  sandbox.clearRequests();
  for (let page = 40; page < 50; page += 1) {
    const query = `Invoices?page=${page}&pageSize=1000&where=Type=="ACCREC"`;
    await (await client.call(query, { 'accept-encoding': 'identity' })).arrayBuffer();
  }
  expect(Math.min(...sandbox.requests().map(({ ms }) => ms))).toBeLessThan(250);
  await sandbox.close();
});
