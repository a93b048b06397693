import { randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { createTestDatabase } from '../portal/testing/test-database.ts';
import { connectFirm, hasSucceeded, runThat, sandboxSettings, startSync } from './portal-client.ts';
import { freePort, type PortalProcess, startPortal } from './portal-process.ts';

const BOOKS = 'Told Books';
const CHANGES = 8;
const SOON_MS = 5_000;

describe('a change in Xero that a webhook tells of', () => {
  const ends: (() => Promise<unknown> | undefined)[] = [];
  afterEach(async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  });

  const startXero = async () => {
    const sandbox = await startSandbox({ organisations: [{ name: BOOKS, contacts: 20, invoices: 100 }] });
    ends.push(() => sandbox.close());
    return sandbox;
  };
  const started = async (portal: Promise<PortalProcess>) => {
    const running = await portal;
    ends.push(() => running.stop());
    return running;
  };

  test('shows in the portal within five seconds, in one process on the embedded store', async () => {
    const sandbox = await startXero();
    const port = await freePort();
    await started(startPortal(port, settingsOf(sandbox, port)));
    await watchChanges(sandbox, port);
  });

  test.runIf(process.env.TEST_DATABASE_URL)(
    'shows in the portal within five seconds, from a web process to a worker on PostgreSQL',
    async () => {
      const sandbox = await startXero();
      const database = await createTestDatabase();
      ends.push(() => database.drop());
      const port = await freePort();
      const settings = {
        ...settingsOf(sandbox, port),
        DATABASE_URL: database.url,
        ENCRYPTION_KEYS: randomBytes(32).toString('hex'),
      };
      await started(startPortal(port, { ...settings, ROLE: 'web' }));
      await started(startPortal(port, { ...settings, ROLE: 'worker', PORT: String(await freePort()) }));
      await watchChanges(sandbox, port);
    },
  );

  /** Makes changes, one after the other, and looks how long each takes to show. */
  async function watchChanges(sandbox: Sandbox, port: number): Promise<void> {
    const url = `http://localhost:${port}`;
    const { firmId, integrationId, owner } = await connectFirm(url, sandbox, BOOKS);
    await runThat(owner, await startSync(owner, integrationId), hasSucceeded);
    const validated = await sandbox.webhooks.subscribe({ url: `${url}/webhooks/xero` });
    expect(validated).toEqual({ status: 'ok', problem: null });

    const books = sandbox.books(BOOKS);
    const contact = books.addContact({ name: 'Told Customer' }).id;
    const invoice = books.addInvoice({
      contact,
      lines: [{ description: 'Work', quantity: '1', unitAmount: '1.00' }],
      status: 'AUTHORISED',
      dueDate: '2030-01-01',
    });
    const took: number[] = [];
    for (let change = 1; change <= CHANGES; change += 1) {
      const reference = `change ${change}`;
      books.editInvoice(invoice.id, { reference });
      const at = Date.now();
      for (;;) {
        const { items } = await owner.get<{ items: { reference: string | null }[] }>(
          `/api/firms/${firmId}/invoices?q=${encodeURIComponent(invoice.number)}`,
        );
        if (items.some((item) => item.reference === reference)) break;
        if (Date.now() - at > SOON_MS) throw new Error(`Change ${change} did not show in ${SOON_MS} ms.`);
        await pause(20);
      }
      took.push(Date.now() - at);
    }
    process.stdout.write(`From the change to the API, in ms: ${took.join(', ')}\n`);
  }
});

function settingsOf(sandbox: Sandbox, port: number): Record<string, string> {
  return {
    ...sandboxSettings(sandbox),
    XERO_WEBHOOK_KEY: sandbox.webhooks.key,
    PUBLIC_URL: `http://localhost:${port}`,
  };
}
