import { sql } from 'kysely';
import { scheduleNextSyncs, takeDueIntegrations } from '../integrations/sync-health.ts';
import type { Services } from '../services.ts';
import { nextSlot } from './slot.ts';
import { nudge, type StartedRun, startRuns } from './start.ts';

/** How many runs one transaction starts. */
const BATCH = 1_000;
/** A run that still waits after so long may have lost its nudge. */
const NUDGE_AGAIN_MS = 60_000;

/**
 * One look of the scheduler: starts every run that is due, and nudges those that wait too long or whose worker fell
 * silent. Any number of processes may look at once; each integration is taken by one of them.
 */
export async function scheduleDue(services: Services, signal?: AbortSignal): Promise<void> {
  for (let taken = BATCH; taken === BATCH && !signal?.aborted; ) taken = await startDue(services);
  await nudge(services, await leftBehind(services));
}

/** Starts the runs of one batch of due integrations. @returns how many integrations were due */
async function startDue(services: Services): Promise<number> {
  const now = services.clock.now();
  const { due, started } = await services.store.system(async (query) => {
    const due = await takeDueIntegrations(query, now, BATCH);
    const started = await startRuns(
      query,
      now,
      due.map(({ fresh, ...key }) => ({ ...key, trigger: fresh ? 'connected' : 'schedule' })),
    );
    await scheduleNextSyncs(
      query,
      due.map((key) => ({
        ...key,
        at: nextSlot(key.integrationId, now, services.config.syncIntervalMinutes),
      })),
    );
    return { due, started };
  });
  await nudge(services, started);
  return due.length;
}

type Waiting = Pick<StartedRun, 'firmId' | 'id' | 'trigger'>;

/** Runs that nobody may know of: those that wait since a minute, and those whose worker fell silent. */
async function leftBehind(services: Services): Promise<Waiting[]> {
  const now = services.clock.now();
  return await services.store.system(async (query) => {
    const waiting = await query
      .with('forgotten', (all) =>
        all
          .selectFrom('sync_runs')
          .select(['firm_id', 'id'])
          .where('status', '=', 'queued')
          .where('nudged_at', '<', new Date(now.getTime() - NUDGE_AGAIN_MS))
          .orderBy('nudged_at')
          .limit(BATCH)
          .forUpdate()
          .skipLocked(),
      )
      .updateTable('sync_runs as run')
      .from('forgotten')
      .set({ nudged_at: now })
      .whereRef('run.firm_id', '=', 'forgotten.firm_id')
      .whereRef('run.id', '=', 'forgotten.id')
      .returning(['run.firm_id as firmId', 'run.id', 'run.trigger'])
      .execute();
    const silent = await query
      .selectFrom('sync_runs')
      .select(['firm_id as firmId', 'id', 'trigger'])
      .where('status', '=', 'running')
      .where('lease_until', '<=', now)
      .limit(BATCH)
      .execute();
    return [...waiting, ...silent];
  });
}

/**
 * Ends the leases that a stopped process left in the embedded store, so that its runs go on at once: with one process
 * at a time nobody else can hold them. @returns once the queue knows of them
 */
export async function resumeAfterRestart(services: Services): Promise<void> {
  if (services.store.kind !== 'pglite') return;
  await services.store.system((query) =>
    query
      .updateTable('sync_runs')
      .set({ lease_until: sql`queued_at` })
      .where('status', '=', 'running')
      .execute(),
  );
  const waiting = await services.store.system((query) =>
    query
      .selectFrom('sync_runs')
      .select(['firm_id as firmId', 'id', 'trigger'])
      .where('status', 'in', ['queued', 'running'])
      .execute(),
  );
  await nudge(services, waiting);
}
