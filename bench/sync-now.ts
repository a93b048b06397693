import { setTimeout as sleep } from 'node:timers/promises';
import { withDatabase } from './databases.ts';
import { type BenchPortal, withPortal } from './portal.ts';
import { withSandbox } from './sandbox.ts';

/** How long requests took, in milliseconds. */
type Times = { requests: number; median: number; p99: number; max: number };
/** The same requests while a first run is under way, and when nothing is. */
export type Answering = { request: string; during: Times; idle: Times };

const REQUESTS = 50;
const PAUSE_MS = 50;

/**
 * Measures from another process, as a person's browser is one, how fast the portal answers while a first run on the
 * embedded store is under way in the portal's own process.
 */
export async function measureAnswering(invoices: number): Promise<Answering[]> {
  return await withSandbox(invoices, (sandbox) =>
    withDatabase('pglite', (database) =>
      withPortal(database, sandbox, async (portal) => {
        const during = await askDuringRun(portal);
        await sandbox.compare(await portal.copy());
        const idle = await askIdle(portal);
        return [
          { request: 'Sync Now', during: summarise(during.syncNow), idle: summarise(idle.syncNow) },
          { request: 'List of invoices', during: summarise(during.list), idle: summarise(idle.list) },
        ];
      }),
    ),
  );
}

async function askDuringRun(portal: BenchPortal) {
  const syncNow: number[] = [];
  const list: number[] = [];
  const run = await portal.syncNow();
  for (let count = 0; count < REQUESTS; count += 1) {
    await sleep(PAUSE_MS);
    const [joined, milliseconds] = await timed(() => portal.syncNow());
    if (joined.id !== run.id) {
      await portal.finished(joined.id);
      break;
    }
    syncNow.push(milliseconds);
    await sleep(PAUSE_MS);
    list.push((await timed(() => portal.get(`/api/firms/${portal.firmId}/invoices`)))[1]);
  }
  await portal.finished(run.id);
  return { syncNow, list };
}

/** On an idle portal each Sync Now starts a run, in which nothing has changed: the next waits for its end. */
async function askIdle(portal: BenchPortal) {
  const syncNow: number[] = [];
  const list: number[] = [];
  for (let count = 0; count < REQUESTS; count += 1) {
    const [{ id }, milliseconds] = await timed(() => portal.syncNow());
    await portal.finished(id);
    await sleep(PAUSE_MS);
    syncNow.push(milliseconds);
    list.push((await timed(() => portal.get(`/api/firms/${portal.firmId}/invoices`)))[1]);
  }
  return { syncNow, list };
}

async function timed<Result>(work: () => Promise<Result>): Promise<[Result, milliseconds: number]> {
  const startedAt = performance.now();
  return [await work(), performance.now() - startedAt];
}

function summarise(times: number[]): Times {
  const sorted = times.toSorted((one, other) => one - other);
  const at = (share: number) =>
    Math.round((sorted[Math.ceil(sorted.length * share) - 1] ?? Number.NaN) * 10) / 10;
  if (sorted.length === 0)
    throw new Error('The run was over before a request could be made: take more invoices.');
  return { requests: sorted.length, median: at(0.5), p99: at(0.99), max: at(1) };
}
