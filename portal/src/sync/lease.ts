import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { lockIntegration, noteSyncAttempt, takeSyncFrom } from '../integrations/sync-health.ts';
import type { Services } from '../services.ts';
import { isStoreAway } from '../store/away.ts';
import type { Query } from '../store/store.ts';
import type { ReadBetween } from '../store/tables.ts';
import { rewind } from './rewind.ts';
import type { EntityCounts, SyncEntity, SyncTrigger } from './schemas.ts';
import { nudge } from './start.ts';
import { statesBefore } from './states.ts';

/**
 * A worker that says nothing for so long is taken for dead, and its run goes to another: with the scheduler's next look
 * that is within a minute. A store that is away for half a minute leaves the holder time to speak up again.
 */
export const LEASE_MS = 45_000;
/** How often the holder of a run speaks up while it waits for Xero. */
export const KEEP_LEASE_MS = 5_000;

/** A run in this worker's hands. Only the holder of `token` may write for it. */
export type HeldRun = {
  firmId: string;
  id: string;
  integrationId: string;
  token: string;
  startedAt: Date;
  trigger: SyncTrigger;
  isFull: boolean;
  entities: Partial<Record<SyncEntity, EntityCounts>>;
  /** How far each record type had been read before the run, and has been since. */
  watermarks: Record<string, ReadBetween>;
  calls: number;
  bytes: number;
  /** How long its calls waited for Xero's limits. */
  waitedMs: number;
};

/** Another worker holds the run now, or it was ended: whatever this one still reads must not be written. */
export class LeaseLostError extends Error {}

/**
 * Takes a queued run, or one whose worker fell silent; null when somebody holds it or it has ended.
 * The first taking applies Sync From, or forgets the watermarks for a full run; later ones go on from where it came to.
 */
export async function takeRun(services: Services, firmId: string, runId: string): Promise<HeldRun | null> {
  const now = services.clock.now();
  const token = randomUUID();
  return await services.store.firm(firmId, async (query) => {
    const run = query
      .selectFrom('sync_runs')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('id', '=', runId);
    const key = { firmId, integrationId: (await run.executeTakeFirst())?.integration_id ?? '' };
    if (key.integrationId === '') return null;
    await lockIntegration(query, key);
    const before = await run.forUpdate().executeTakeFirstOrThrow();
    const silent = before.status === 'running' && (before.lease_until?.getTime() ?? 0) <= now.getTime();
    if (!statesBefore('running').includes(before.status) && !silent) return null;
    const startedAt = before.started_at ?? now;
    await query
      .updateTable('sync_runs')
      .set({
        status: 'running',
        started_at: startedAt,
        taken_at: now,
        lease_token: token,
        lease_until: new Date(now.getTime() + LEASE_MS),
      })
      .where('firm_id', '=', firmId)
      .where('id', '=', runId)
      .execute();
    if (!before.started_at) await rewind(query, key, before.is_full, await takeSyncFrom(query, key));
    await noteSyncAttempt(query, key, startedAt);
    return {
      firmId,
      id: runId,
      integrationId: before.integration_id,
      token,
      startedAt,
      trigger: before.trigger,
      isFull: before.is_full,
      entities: before.entities,
      watermarks: before.watermarks,
      calls: before.calls,
      bytes: Number(before.bytes),
      waitedMs: Number(before.waited_ms),
    };
  });
}

/**
 * Proves inside a transaction that the run is still ours, shows how far it has come, and keeps the lease.
 * @throws LeaseLostError, which rolls the transaction back.
 */
export async function holdRun(query: Query, now: Date, run: HeldRun, progress?: string): Promise<void> {
  await hold(query, now, run, {
    entities: JSON.stringify(run.entities),
    watermarks: JSON.stringify(run.watermarks),
    ...(progress !== undefined && { progress }),
  });
}

/** Keeps the lease beside the storing, whose counts are not committed yet. @throws LeaseLostError */
export async function keepRun(query: Query, now: Date, run: HeldRun): Promise<void> {
  await hold(query, now, run, {});
}

async function hold(
  query: Query,
  now: Date,
  run: HeldRun,
  how: { entities?: string; watermarks?: string; progress?: string },
): Promise<void> {
  const held = await query
    .updateTable('sync_runs')
    .set({
      lease_until: new Date(now.getTime() + LEASE_MS),
      calls: run.calls,
      bytes: run.bytes,
      waited_ms: run.waitedMs,
      ...how,
    })
    .where('firm_id', '=', run.firmId)
    .where('id', '=', run.id)
    .where('lease_token', '=', run.token)
    .where('status', '=', 'running')
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) throw new LeaseLostError('This run is no longer ours.');
}

/**
 * Hands an unfinished run back; the next worker goes on from the watermarks. Rows, counts and watermarks stay as they
 * were committed together. @param place `first` keeps the place of a run that a person waits for, when a worker stops;
 * `last` puts it behind all that wait, when its turn is over
 */
export async function handBack(
  services: Services,
  run: HeldRun,
  place: 'first' | 'last' = 'first',
): Promise<void> {
  const row = await services.store.firm(run.firmId, (query) =>
    query
      .updateTable('sync_runs')
      .set({
        status: 'queued',
        nudged_at: services.clock.now(),
        lease_token: null,
        lease_until: null,
        calls: run.calls,
        bytes: run.bytes,
        waited_ms: run.waitedMs,
        progress: sql`null`,
      })
      .where('firm_id', '=', run.firmId)
      .where('id', '=', run.id)
      .where('lease_token', '=', run.token)
      .where('status', 'in', statesBefore('queued'))
      .returning('trigger')
      .executeTakeFirst(),
  );
  if (row) await nudge(services, [{ ...run, trigger: place === 'first' ? row.trigger : 'schedule' }]);
}

/** Hands a run back whose store was away, as soon as it is there again. Its lease, which others may take over, ends the waiting. */
export async function handBackWhenThere(services: Services, run: HeldRun, cause: unknown): Promise<void> {
  services.log.warn({ err: cause, runId: run.id }, 'the store was away; a sync run is handed back');
  const until = services.clock.now().getTime() + LEASE_MS;
  for (;;)
    try {
      return await handBack(services, run);
    } catch (error) {
      if (!isStoreAway(error) || services.clock.now().getTime() > until) throw error;
      await services.clock.sleep(1_000);
    }
}
