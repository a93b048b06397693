import { isDeepStrictEqual } from 'node:util';
import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import type { Services } from '../services.ts';
import { readSyncRun } from './history.ts';
import type { SyncRun } from './schemas.ts';
import { isFinal } from './states.ts';

const LOOK_EVERY_MS = 400;

/**
 * A run as it goes: now, at every change, and at its end, after which nothing follows. It looks into the store rather
 * than listening to this process, since the run may be another's. @throws PortalError `not_found`
 */
export async function* watchSyncRun(
  services: Services,
  actor: Actor,
  runId: string,
  signal: AbortSignal,
): AsyncGenerator<SyncRun> {
  const firmId = await locate(services, actor, 'sync_runs', runId);
  let shown: SyncRun | undefined;
  while (!signal.aborted) {
    const run = await readSyncRun(services, firmId, runId);
    if (!isDeepStrictEqual(run, shown)) yield run;
    shown = run;
    if (isFinal(run.status)) return;
    await services.clock.sleep(LOOK_EVERY_MS, signal).catch(() => {});
  }
}
