import { setTimeout as sleep } from 'node:timers/promises';
import type { SyncRun } from '../../portal/src/sync/schemas.ts';
import type { Database } from '../databases.ts';
import { type BenchPortal, withPortal } from '../portal.ts';
import type { BenchSandbox, Traffic } from '../sandbox.ts';
import type { Read, Reader } from './reader.ts';

/** A run of the hour in which nothing had changed, while webhooks arrive. */
export type BesideWebhooks = Read &
  Traffic & {
    /** From the change in the books until the portal had read it again. */
    shownAfterMs: number;
  };

/** Runs `work` with the product as a reader: each reading is a Sync Now. */
export async function withProduct<Result>(
  database: Database,
  sandbox: BenchSandbox,
  work: (reader: Reader, portal: BenchPortal) => Promise<Result>,
): Promise<Result> {
  return await withPortal(database, sandbox, (portal) =>
    work({ read: () => syncNow(portal), copy: () => portal.copy(), usage: () => portal.usage() }, portal),
  );
}

/** One run, from Sync Now to its end. @throws Error unless it ended well */
export async function syncNow(portal: BenchPortal): Promise<Read> {
  return readOf(await portal.finished((await portal.syncNow()).id));
}

const LOOK_EVERY_MS = 20;
const LONGEST_WAIT_MS = 30_000;

/** Has the sandbox deliver its changes, waits until one has come through, and measures the next run of the hour. */
export async function measureBesideWebhooks(
  portal: BenchPortal,
  sandbox: BenchSandbox,
): Promise<BesideWebhooks> {
  await sandbox.sendWebhooks(portal.webhooks);
  const changedAt = performance.now();
  await sandbox.change(1);
  while ((await portal.appliedEvents()) === 0) {
    if (performance.now() - changedAt > LONGEST_WAIT_MS) throw new Error('No webhook came through.');
    await sleep(LOOK_EVERY_MS);
  }
  const shownAfterMs = performance.now() - changedAt;
  await syncNow(portal);
  await sandbox.forgetTraffic();
  const run = await portal.finished((await portal.syncByHour()).id);
  const traffic = await sandbox.traffic();
  await sandbox.compare(await portal.copy());
  return { ...readOf(run), ...traffic, shownAfterMs };
}

function readOf({ startedAt, finishedAt, entities }: SyncRun): Read {
  const pages = (entity: keyof SyncRun['entities']) => Math.ceil((entities[entity]?.created ?? 0) / 1000);
  return {
    milliseconds: Date.parse(finishedAt ?? '') - Date.parse(startedAt ?? ''),
    rows: Object.values(entities).reduce(
      (sum, { created, updated, removed }) => sum + created + updated + removed,
      0,
    ),
    leastCalls: pages('customers') + pages('invoices') + pages('credit_notes') + pages('payments'),
  };
}
