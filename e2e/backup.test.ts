import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { createTestDatabase } from '../portal/testing/test-database.ts';
import { POSTGRES_PROGRAMS } from './database-server.ts';
import {
  connectFirm,
  hasSucceeded,
  mirrorOf,
  runThat,
  sandboxSettings,
  startSync,
  truthOf,
} from './portal-client.ts';
import { freePort, newDataDir, startPortal } from './portal-process.ts';

const BOOKS = 'Books';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: BOOKS, contacts: 30, invoices: 120 }] });
});
afterAll(() => sandbox.close());

/**
 * Reads books into a portal, restores its backup elsewhere while the books go on, and looks whether the restored portal
 * shows what the first did and reads what it missed.
 */
async function backUpAndRestore(
  before: Record<string, string>,
  moveTo: () => Promise<Record<string, string>>,
): Promise<void> {
  const port = await freePort();
  const first = await startPortal(port, { ...sandboxSettings(sandbox), ...before });
  const { owner, firmId, integrationId } = await connectFirm(first.url, sandbox, BOOKS);
  await runThat(owner, await startSync(owner, integrationId), hasSucceeded);
  const shown = await mirrorOf(owner, firmId);
  expect(await first.stop()).toBe(0);
  const after = await moveTo();
  sandbox.books(BOOKS).addContact({ name: `New since ${after.DATA_DIR}` });

  // The same address, so that the owner's session goes on as well.
  const restored = await startPortal(port, { ...sandboxSettings(sandbox), ...after });
  expect(await mirrorOf(owner, firmId)).toEqual(shown);
  await runThat(owner, await startSync(owner, integrationId), hasSucceeded);
  const caughtUp = await mirrorOf(owner, firmId);
  expect(caughtUp).toEqual(truthOf(sandbox, BOOKS));
  expect(caughtUp.customers).toBe(shown.customers + 1);
  expect(await restored.stop()).toBe(0);
  expect(restored.output()).not.toMatch(/"level":[56]0/);
}

test('check 24: a copy of the data folder of a stopped portal, started elsewhere, goes on where that one was', async () => {
  const [folder, copy] = [newDataDir(), newDataDir()];
  await backUpAndRestore({ DATA_DIR: folder }, async () => {
    cpSync(folder, copy, { recursive: true });
    rmSync(folder, { recursive: true });
    return { DATA_DIR: copy };
  });
  rmSync(copy, { recursive: true });
});

test.runIf(process.env.TEST_DATABASE_URL && POSTGRES_PROGRAMS)(
  'check 24: a dump of the database, restored into a new one, goes on where that one was',
  async () => {
    const [source, target] = [await createTestDatabase(), await createTestDatabase()];
    const folders = [newDataDir(), newDataDir()];
    const [dataDir = '', otherDataDir = ''] = folders;
    const keys = { ENCRYPTION_KEYS: randomBytes(32).toString('hex') };
    await backUpAndRestore({ ...keys, DATABASE_URL: source.url, DATA_DIR: dataDir }, async () => {
      const dump = join(dataDir, 'ledgerport.dump');
      // As docs/operating.md says it.
      execFileSync(join(POSTGRES_PROGRAMS ?? '', 'pg_dump'), [
        '--format=custom',
        `--file=${dump}`,
        source.url,
      ]);
      execFileSync(join(POSTGRES_PROGRAMS ?? '', 'pg_restore'), [
        '--no-owner',
        '--exit-on-error',
        `--dbname=${target.url}`,
        dump,
      ]);
      await source.drop();
      return { ...keys, DATABASE_URL: target.url, DATA_DIR: otherDataDir };
    });
    await target.drop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  },
);
