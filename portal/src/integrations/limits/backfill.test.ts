import { expect, test } from 'vitest';
import { startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../../testing/connect.ts';
import { readJson } from '../../../testing/read-json.ts';
import { createTestClock } from '../../../testing/test-clock.ts';
import { createTestPortal } from '../../../testing/test-portal.ts';
import { BACKENDS } from '../../../testing/test-store.ts';
import { openXero } from '../open-xero.ts';
import type { Usage } from '../schemas.ts';
import { createStoreLimiter } from './store-limiter.ts';

const CONTACTS = 90_000;
const INVOICES = 10_000;

test.each(BACKENDS)(
  'check 21: a backfill of 100,000 records by two processes meets no 429 on %s',
  async (kind) => {
    const clock = createTestClock();
    // Rolling windows are the stricter reading of Xero's minute: there is no stretch of 60 s with a 61st call.
    const sandbox = await startSandbox({
      clock,
      switches: { limitWindow: 'rolling' },
      organisations: [{ name: 'Books', contacts: CONTACTS, invoices: INVOICES }],
    });
    const portal = await createTestPortal(kind, { xero: sandbox, clock });
    const { firmId, integrationId, owner } = await addConnectedFirm(portal, sandbox, 'Books');
    // The portal's own calls during the set-up were made without a limiter: Xero's minute has to forget them.
    clock.advance(120_000);
    sandbox.clearRequests();
    let attempts = 0;
    const open = () => {
      const limiter = createStoreLimiter(portal.services.store, clock);
      const services = { ...portal.services, xero: { ...portal.services.xero, limiter } };
      const onCall = () => {
        attempts += 1;
      };
      return openXero(services, firmId, integrationId, { onCall });
    };
    const [first, second] = [await open(), await open()];
    const count = async (pages: AsyncIterable<{ records: readonly unknown[] }>, read: unknown[]) => {
      for await (const { records } of pages) read.push(...records);
    };
    const [contacts, invoices]: [unknown[], unknown[]] = [[], []];
    const before = clock.now().getTime();
    // Ten times as fast as the world: at its own pace the reading would take minutes.
    const running = setInterval(() => clock.advance(100), 10);
    try {
      await Promise.all([
        count(first.xero.readInvoices({ since: null }), invoices),
        count(second.xero.readContacts({ since: null }), contacts),
        ...Array.from({ length: 20 }, () => second.xero.organisation()),
      ]);
    } finally {
      clearInterval(running);
    }
    const calls = sandbox.requests().filter(({ path }) => path.startsWith('/api.xro/'));
    expect(calls.filter(({ status }) => status !== 200)).toEqual([]);
    expect(contacts.length).toBeGreaterThanOrEqual(CONTACTS);
    // Bills are among the seeded documents and are not read.
    expect(invoices.length).toBeGreaterThan(INVOICES / 2);
    expect(calls.length).toBeGreaterThan(60);
    // More than a minute allows, so the limiters must have held some back.
    expect(clock.now().getTime() - before).toBeGreaterThan(60_000);
    const usage = await readJson<Usage>(
      await portal.request('GET', `/api/integrations/${integrationId}/usage`, { cookie: owner.cookie }),
    );
    // An attempt whose connection broke before it reached Xero is metered too, and is not in Xero's log.
    expect(usage.today).toMatchObject({ calls: attempts, refused: 0 });
    expect(attempts).toBeGreaterThanOrEqual(calls.length);
    await portal.close();
    await sandbox.close();
  },
  240_000,
);
