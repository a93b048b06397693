import { startSandbox } from 'xero-sandbox';
import { readInput, serve } from './processes.ts';

/** How long the seed takes for so many invoices, and the verbs of the books one by one. */
export type SeedTimes = { seedMs: number; verbsMs: number };

const { invoices } = readInput<{ invoices: number }>();
const empty = { name: 'By hand', contacts: 20, invoices: 0 };
const seeded = { name: 'Seeded', contacts: 20, invoices };

// Once for nothing, so that neither way pays for what loads with the first use.
await timed([{ ...seeded, name: 'Warm-up' }], 50);
const started = await timed([empty], 0);
const withSeed = await timed([seeded], 0);
const byHand = await timed([empty], invoices);
const ready: SeedTimes = { seedMs: withSeed - started, verbsMs: byHand - started };
serve<object>(
  ready,
  async () => ready,
  async () => {},
);

/** Starts a sandbox and enters so many invoices into its first organisation, nearly all of them paid. */
async function timed(organisations: [typeof empty], entered: number): Promise<number> {
  const before = performance.now();
  const sandbox = await startSandbox({ organisations });
  const books = sandbox.books(organisations[0].name);
  const contact = entered > 0 ? books.addContact({ name: 'Somebody' }).id : '';
  for (let index = 0; index < entered; index += 1) {
    const lines = Array.from({ length: 1 + (index % 4) }, () => {
      return { description: 'Managed service desk', quantity: '3', unitAmount: '45.00' };
    });
    const { id } = books.addInvoice({ contact, lines, status: 'AUTHORISED', dueDate: '2030-01-01' });
    if (index % 8 > 0) books.recordPayment(id, {});
  }
  const after = performance.now() - before;
  await sandbox.close();
  return after;
}
