import type { SyncRun } from '../portal/src/sync/schemas.ts';
import { type Kind, withDatabase } from './databases.ts';
import { type BenchPortal, withPortal } from './portal.ts';
import { type BenchSandbox, type Traffic, withSandbox } from './sandbox.ts';

/** One reading of a whole organisation; memory in bytes. */
export type Reading = Traffic & {
  store: Kind;
  rows: number;
  milliseconds: number;
  rowsPerSecond: number;
  /** Of the process that reads; what the database's server takes is not in it. */
  cpuMs: number;
  /** The largest resident set while the store was made and opened, and while it was read into. */
  openingMemory: number;
  peakMemory: number;
};

/** A run in which nothing had changed in Xero. */
type UnchangedRun = Traffic & { store: Kind; milliseconds: number; rowsChanged: number };

export type FirstRun = { first: Reading; unchanged: UnchangedRun };

/** Measures a first run of that many invoices, then a run in which nothing changed. */
export async function measureFirstRun(store: Kind, invoices: number): Promise<FirstRun> {
  return await withSandbox(invoices, (sandbox) =>
    withDatabase(store, (database) =>
      withPortal(database, sandbox, async (portal) => {
        const opening = await portal.usage();
        const { traffic, milliseconds } = await run(portal, sandbox);
        const { peakMemory, cpuMs } = await portal.usage();
        const mirrored = await portal.mirrored();
        await sandbox.compare(mirrored);
        const rows = mirrored.customers + mirrored.invoices;
        const second = await run(portal, sandbox);
        await sandbox.compare(await portal.mirrored());
        return {
          first: {
            store,
            rows,
            milliseconds,
            rowsPerSecond: rowsPerSecond(rows, milliseconds),
            cpuMs: cpuMs - opening.cpuMs,
            openingMemory: opening.peakMemory,
            peakMemory,
            ...traffic,
          },
          unchanged: {
            store,
            milliseconds: second.milliseconds,
            rowsChanged: second.rowsChanged,
            ...second.traffic,
          },
        };
      }),
    ),
  );
}

/** How many rows a second, as a whole number. */
export function rowsPerSecond(rows: number, milliseconds: number): number {
  return Math.round((rows * 1000) / milliseconds);
}

async function run(portal: BenchPortal, sandbox: BenchSandbox) {
  await sandbox.forgetTraffic();
  const { id } = await portal.syncNow();
  const { startedAt, finishedAt, entities } = await portal.finished(id);
  return {
    milliseconds: Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? ''),
    rowsChanged: countChanged(entities),
    traffic: await sandbox.traffic(),
  };
}

function countChanged(entities: SyncRun['entities']): number {
  return Object.values(entities).reduce(
    (sum, { created, updated, removed }) => sum + created + updated + removed,
    0,
  );
}
