import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { lockIntegration, noteSyncAttempt, takeSyncFrom } from '../integrations/sync-health.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { rewind } from './rewind.ts';
import type { EntityCounts, SyncEntity } from './schemas.ts';
import { nudge } from './start.ts';
import { statesBefore } from './states.ts';

/** A worker that says nothing for so long is taken for dead, and its run goes to another. */
export const LEASE_MS = 90_000;

/** A run in this worker's hands. Only the holder of `token` may write for it. */
export type HeldRun = {
  firmId: string;
  id: string;
  integrationId: string;
  token: string;
  startedAt: Date;
  entities: Partial<Record<SyncEntity, EntityCounts>>;
  calls: number;
  bytes: number;
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
      entities: before.entities,
      calls: before.calls,
      bytes: Number(before.bytes),
    };
  });
}

/**
 * Proves inside a transaction that the run is still ours, shows how far it has come, and keeps the lease.
 * @throws LeaseLostError, which rolls the transaction back.
 */
export async function holdRun(query: Query, now: Date, run: HeldRun, progress?: string): Promise<void> {
  const held = await query
    .updateTable('sync_runs')
    .set({
      lease_until: new Date(now.getTime() + LEASE_MS),
      entities: JSON.stringify(run.entities),
      calls: run.calls,
      bytes: run.bytes,
      ...(progress !== undefined && { progress }),
    })
    .where('firm_id', '=', run.firmId)
    .where('id', '=', run.id)
    .where('lease_token', '=', run.token)
    .where('status', '=', 'running')
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) throw new LeaseLostError('This run is no longer ours.');
}

/** Hands an unfinished run back, for a worker that is asked to stop; the next one goes on from the watermarks. */
export async function handBack(services: Services, run: HeldRun): Promise<void> {
  const row = await services.store.firm(run.firmId, (query) =>
    query
      .updateTable('sync_runs')
      .set({
        status: 'queued',
        lease_token: null,
        lease_until: null,
        entities: JSON.stringify(run.entities),
        calls: run.calls,
        bytes: run.bytes,
        progress: sql`null`,
      })
      .where('firm_id', '=', run.firmId)
      .where('id', '=', run.id)
      .where('lease_token', '=', run.token)
      .where('status', 'in', statesBefore('queued'))
      .returning('trigger')
      .executeTakeFirst(),
  );
  if (row) await nudge(services, run, row.trigger === 'manual');
}
