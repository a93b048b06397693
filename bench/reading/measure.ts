import { type Kind, withDatabase } from '../databases.ts';
import { type BenchSandbox, type Traffic, withSandbox } from '../sandbox.ts';
import { type BesideWebhooks, measureBesideWebhooks, withProduct } from './product.ts';
import type { Read, Reader } from './reader.ts';
import { withRowByRow } from './row-by-row.ts';
import type { Way } from './row-by-row-process.ts';

/** What one run cost; memory in bytes. */
export type Run = Read &
  Traffic & {
    /** Of the process that reads; what the database's server takes is not in it. */
    cpuMs: number;
    /** The largest resident set before the run, while the store was made and opened, and in the run. */
    openingMemory: number;
    peakMemory: number;
  };

/** Three runs of one way one after the other, on one organisation. */
export type Reading = {
  way: 'ledgerport' | Way;
  store: Kind;
  invoices: number;
  first: Run;
  unchanged: Run;
  /** Absent where only growth is measured. */
  changed?: Run & { invoicesChanged: number };
  besideWebhooks?: BesideWebhooks;
};

/** What of the invoices changes before the third run. */
const CHANGED_SHARE = 0.01;

/** Measures the product; `onlyFirst` leaves out what does not grow with the books. */
export async function measureProduct(store: Kind, invoices: number, onlyFirst = false): Promise<Reading> {
  return await withSandbox(invoices, (sandbox) =>
    withDatabase(store, (database) =>
      withProduct(database, sandbox, async (reader, portal) => {
        const measured = await measureRuns(reader, sandbox, invoices, onlyFirst);
        const reading = { way: 'ledgerport' as const, store, invoices, ...measured };
        if (onlyFirst) return reading;
        return { ...reading, besideWebhooks: await measureBesideWebhooks(portal, sandbox) };
      }),
    ),
  );
}

/** Measures another way. */
export async function measureOtherWay(way: Way, store: Kind, invoices: number): Promise<Reading> {
  return await withSandbox(invoices, (sandbox) =>
    withDatabase(store, (database) =>
      withRowByRow(way, database, sandbox, async (reader) => ({
        way,
        store,
        invoices,
        ...(await measureRuns(reader, sandbox, invoices, false)),
      })),
    ),
  );
}

async function measureRuns(
  reader: Reader,
  sandbox: BenchSandbox,
  invoices: number,
  onlyFirst: boolean,
): Promise<Pick<Reading, 'first' | 'unchanged' | 'changed'>> {
  const first = await measureRun(reader, sandbox);
  const unchanged = await measureRun(reader, sandbox);
  if (onlyFirst) return { first, unchanged };
  const invoicesChanged = await sandbox.change(Math.round(invoices * CHANGED_SHARE));
  return { first, unchanged, changed: { ...(await measureRun(reader, sandbox)), invoicesChanged } };
}

/** One run, whose copy then holds what the books hold. */
async function measureRun(reader: Reader, sandbox: BenchSandbox): Promise<Run> {
  await sandbox.forgetTraffic();
  const opening = await reader.usage();
  const read = await reader.read();
  const { peakMemory, cpuMs } = await reader.usage();
  const traffic = await sandbox.traffic();
  await sandbox.compare(await reader.copy());
  return {
    ...read,
    ...traffic,
    cpuMs: cpuMs - opening.cpuMs,
    openingMemory: opening.peakMemory,
    peakMemory,
  };
}
