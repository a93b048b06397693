import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SandboxOptions } from '../options.ts';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect, refresh, rows } from '../test-client.ts';
import { VERSION } from './saved-state.ts';

let folder: string;
let stateFile: string;
const notices: string[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
  stateFile = join(folder, 'state.json');
  notices.length = 0;
});

afterEach(() => rm(folder, { recursive: true }));

function start(more: SandboxOptions = {}): Promise<Sandbox> {
  return startSandbox({
    organisations: [{ name: 'Books', contacts: 5, invoices: 50 }],
    stateFile,
    notice: (line) => notices.push(line),
    ...more,
  });
}

test('a restart brings back grants, connections, key, clock and every edit', async () => {
  const first = await start({ today: '2026-03-03' });
  const client = await connect(first);
  const books = first.books('Books');
  const { id } = books.addContact({ name: 'Kept' });
  const [invoice] = rows(await client.json('Invoices?where=Status=="DRAFT"'), 'Invoices');
  books.deleteInvoice(String(invoice?.InvoiceID));
  books.setLockDates({ periodLockDate: '2025-12-31', endOfYearLockDate: null });
  first.clock.advance(60_000);
  const before = rows(await client.json('Invoices?page=1&pageSize=1000'), 'Invoices');
  const truth = books.truth();
  await first.close();

  const second = await start({
    today: '2027-01-01',
    organisations: [],
    port: Number(new URL(first.url).port),
  });
  expect(second.organisations).toEqual(first.organisations);
  expect(second.clock.offset).toBe(60_000);
  expect(second.books('Books').truth()).toEqual(truth);
  expect(rows(await client.json('Invoices?page=1&pageSize=1000'), 'Invoices')).toEqual(before);
  expect(rows(await client.json(`Contacts/${id}`), 'Contacts')).toMatchObject([{ Name: 'Kept' }]);
  expect((await refresh(second, client.tokens.refresh_token)).status).toBe(200);
  await second.close();
  expect(notices).toEqual([]);
});

test('a rotated refresh token is on disk before it is handed out', async () => {
  const sandbox = await start();
  const { tokens } = await connect(sandbox);
  const { body } = await refresh(sandbox, tokens.refresh_token);
  expect(await readFile(stateFile, 'utf8')).toContain(body.refresh_token);
  await sandbox.close();
});

test('an edit is saved without waiting for the end', async () => {
  const sandbox = await start();
  sandbox.books('Books').addContact({ name: 'Saved soon' });
  await expect
    .poll(() => readFile(stateFile, 'utf8').catch(() => ''), { timeout: 10_000 })
    .toContain('Saved soon');
  await sandbox.close();
});

test.each([
  ['half a file', '{"format":"xero-', 'cannot be read'],
  ['something else', '[]', 'is no state of a Xero sandbox'],
  ['an incomplete state', `{"format":"xero-sandbox","version":${VERSION}}`, 'is incomplete'],
  ['another version', '{"format":"xero-sandbox","version":99}', 'has version 99'],
])('%s is put aside with one line, and the sandbox starts afresh', async (_name, text, reason) => {
  await writeFile(stateFile, text);
  const sandbox = await start();
  expect(sandbox.organisations).toHaveLength(1);
  expect(notices).toEqual([expect.stringContaining(reason)]);
  expect(await readFile(`${stateFile}.old`, 'utf8')).toBe(text);
  await sandbox.close();
});

test('a state file in a folder that does not exist is an error on the first save, not a silence', async () => {
  const sandbox = await start({ stateFile: join(folder, 'none', 'state.json') });
  await expect(sandbox.close()).rejects.toThrow('ENOENT');
});
