import { sql } from 'kysely';
import { scheduleNextSync, takeDueIntegrations } from '../integrations/sync-health.ts';
import type { Services } from '../services.ts';
import { nextSlot } from './slot.ts';
import { nudge, type StartedRun, startRun } from './start.ts';

/** How many integrations one look takes: the rest is taken by the next look or another process. */
const MOST_PER_LOOK = 100;
/** A run that still waits after so long may have lost its nudge. */
const NUDGE_AGAIN_MS = 60_000;

/**
 * One look of the scheduler: starts the runs that are due and nudges those that a dead worker left behind.
 * Any number of processes may look at once; each integration is taken by one of them.
 */
export async function scheduleDue(services: Services): Promise<void> {
  const now = services.clock.now();
  const due = await services.store.system(async (query) => {
    const started: StartedRun[] = [];
    for (const { fresh, ...key } of await takeDueIntegrations(query, now, MOST_PER_LOOK)) {
      const trigger = fresh ? 'connected' : 'schedule';
      started.push(await startRun(query, now, { ...key, trigger, full: false, requestedBy: null }));
      await scheduleNextSync(
        query,
        key,
        nextSlot(key.integrationId, now, services.config.syncIntervalMinutes),
      );
    }
    return started;
  });
  for (const run of [...due, ...(await leftBehind(services, now))])
    await nudge(services, run, run.trigger === 'manual');
}

async function leftBehind(services: Services, now: Date): Promise<StartedRun[]> {
  return await services.store.system((query) =>
    query
      .selectFrom('sync_runs')
      .select(['firm_id as firmId', 'id', 'status', 'trigger'])
      .where((run) =>
        run.or([
          run.and([
            run('status', '=', 'queued'),
            run('queued_at', '<', new Date(now.getTime() - NUDGE_AGAIN_MS)),
          ]),
          run.and([run('status', '=', 'running'), run('lease_until', '<=', now)]),
        ]),
      )
      .limit(MOST_PER_LOOK)
      .execute(),
  );
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
  for (const run of waiting) await nudge(services, run, run.trigger === 'manual');
}
