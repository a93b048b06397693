import { randomUUID } from 'node:crypto';
import { askForEverything } from '../integrations/sync-health.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { SyncStatus, SyncTrigger } from './schemas.ts';
import { ACTIVE } from './states.ts';

export type StartedRun = { firmId: string; id: string; status: SyncStatus; trigger: SyncTrigger };

/**
 * Writes a run down as queued, or answers the one that waits or runs already: an integration has one at most, held by
 * a unique index. When a full one is asked for, a waiting run becomes one, and behind one under way everything is read by the next. The caller nudges the queue after the commit.
 */
export async function startRun(
  query: Query,
  now: Date,
  run: {
    firmId: string;
    integrationId: string;
    trigger: SyncTrigger;
    full: boolean;
    requestedBy: string | null;
  },
): Promise<StartedRun> {
  const created = await query
    .insertInto('sync_runs')
    .values({
      firm_id: run.firmId,
      id: randomUUID(),
      integration_id: run.integrationId,
      trigger: run.trigger,
      status: 'queued',
      is_full: run.full,
      requested_by: run.requestedBy,
      queued_at: now,
      entities: '{}',
    })
    .onConflict((conflict) =>
      conflict.columns(['firm_id', 'integration_id']).where('status', 'in', ACTIVE).doNothing(),
    )
    .returning(['firm_id as firmId', 'id', 'status', 'trigger'])
    .executeTakeFirst();
  if (created) return created;
  if (run.full) await makeFull(query, run);
  const active = await query
    .selectFrom('sync_runs')
    .select(['firm_id as firmId', 'id', 'status', 'trigger'])
    .where('firm_id', '=', run.firmId)
    .where('integration_id', '=', run.integrationId)
    .where('status', 'in', ACTIVE)
    .executeTakeFirst();
  // It ended between the two statements: the place is free now.
  return active ?? (await startRun(query, now, run));
}

/** A run that waits becomes a full one, also one that was begun before and handed back; behind one under way comes another. */
async function makeFull(query: Query, run: { firmId: string; integrationId: string }): Promise<void> {
  const waiting = await query
    .updateTable('sync_runs')
    .set({ is_full: true, started_at: null, entities: '{}' })
    .where('firm_id', '=', run.firmId)
    .where('integration_id', '=', run.integrationId)
    .where('status', '=', 'queued')
    .executeTakeFirst();
  if (waiting.numUpdatedRows === 0n) await askForEverything(query, run);
}

/** Tells the workers of a queued run; one that a person asked for goes ahead of the hour's. */
export async function nudge(
  services: Services,
  run: Pick<StartedRun, 'firmId' | 'id'>,
  manual: boolean,
): Promise<void> {
  await services.jobs.add(
    'sync-run',
    { firmId: run.firmId, runId: run.id },
    { key: manual ? `${run.id}:manual` : run.id, priority: manual ? 10 : 0 },
  );
}
