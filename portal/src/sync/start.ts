import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
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
      nudged_at: now,
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

/**
 * Writes many runs down as queued in one statement. An integration whose run waits or runs already is left out: that
 * run will do. @returns the new runs; the caller nudges the queue after the commit
 */
export async function startRuns(
  query: Query,
  now: Date,
  runs: readonly { firmId: string; integrationId: string; trigger: SyncTrigger }[],
): Promise<StartedRun[]> {
  if (runs.length === 0) return [];
  return await query
    .insertInto('sync_runs')
    .columns([
      'firm_id',
      'id',
      'integration_id',
      'trigger',
      'status',
      'is_full',
      'queued_at',
      'nudged_at',
      'entities',
    ])
    .expression(
      sql`select firm_id, gen_random_uuid(), integration_id, trigger, 'queued', false, ${now}::timestamptz, ${now}::timestamptz, '{}'::jsonb
        from jsonb_to_recordset(${JSON.stringify(
          runs.map(({ firmId, integrationId, trigger }) => ({
            firm_id: firmId,
            integration_id: integrationId,
            trigger,
          })),
        )}::jsonb) as run(firm_id uuid, integration_id uuid, trigger text)`,
    )
    .onConflict((conflict) =>
      conflict.columns(['firm_id', 'integration_id']).where('status', 'in', ACTIVE).doNothing(),
    )
    .returning(['firm_id as firmId', 'id', 'status', 'trigger'])
    .execute();
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

/** Tells the workers of queued runs; one that a person asked for goes ahead of the hour's. */
export async function nudge(
  services: Services,
  runs: readonly Pick<StartedRun, 'firmId' | 'id' | 'trigger'>[],
): Promise<void> {
  await services.jobs.add(
    'sync-run',
    runs.map(({ firmId, id, trigger }) => ({
      data: { firmId, runId: id },
      key: trigger === 'manual' ? `${id}:manual` : id,
      priority: trigger === 'manual' ? 10 : 0,
    })),
  );
}
