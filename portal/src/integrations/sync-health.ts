import type { Query } from '../store/store.ts';
import type { Problem } from '../store/tables.ts';

type Key = { firmId: string; integrationId: string };

/** An integration whose next run is due; `fresh` when it was connected since the last attempt. */
export type DueIntegration = Key & { fresh: boolean };

/** Notes that a run was begun: LAST ATTEMPTED SYNC. */
export async function noteSyncAttempt(query: Query, key: Key, at: Date): Promise<void> {
  await update(query, key).set({ last_attempted_sync_at: at }).execute();
}

/** Takes the Sync From that a person has saved, for the run that now begins; it is empty afterwards. */
export async function takeSyncFrom(query: Query, key: Key): Promise<Date | null> {
  const { sync_from } = await query
    .selectFrom('integrations')
    .select('sync_from')
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.integrationId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  if (sync_from) await update(query, key).set({ sync_from: null }).execute();
  return sync_from;
}

/** Notes that everything was read: LAST SUCCESSFUL SYNC. `problem` tells of records that are missing all the same. */
export async function noteSyncSuccess(
  query: Query,
  key: Key,
  at: Date,
  problem: Problem | null,
  next: Date,
): Promise<void> {
  await update(query, key)
    .set({ last_successful_sync_at: at, failures_in_a_row: 0, problem: problem && JSON.stringify(problem) })
    .execute();
  await scheduleNextSync(query, key, next);
}

/** Counts one more failed run. @returns how many failed in a row */
export async function countSyncFailure(query: Query, key: Key): Promise<number> {
  const { failures_in_a_row } = await update(query, key)
    .set((row) => ({ failures_in_a_row: row('failures_in_a_row', '+', 1) }))
    .returning('failures_in_a_row')
    .executeTakeFirstOrThrow();
  return failures_in_a_row;
}

/** Shows why the last run failed, unless access has ended: that has a problem of its own. */
export async function noteSyncProblem(query: Query, key: Key, problem: Problem, next: Date): Promise<void> {
  await update(query, key)
    .set({ problem: JSON.stringify(problem) })
    .where('status', 'in', ['connected', 'paused'])
    .execute();
  await scheduleNextSync(query, key, next);
}

/** Only a connected integration has a next run by itself. */
export async function scheduleNextSync(query: Query, key: Key, at: Date): Promise<void> {
  await update(query, key).set({ next_sync_at: at }).where('status', '=', 'connected').execute();
}

/** Integrations whose run is due, locked until the transaction ends so that no other process takes them too. */
export async function takeDueIntegrations(query: Query, now: Date, most: number): Promise<DueIntegration[]> {
  const rows = await query
    .selectFrom('integrations as integration')
    .leftJoin('connections as connection', (join) =>
      join
        .onRef('connection.firm_id', '=', 'integration.firm_id')
        .onRef('connection.integration_id', '=', 'integration.id')
        .on('connection.state', '=', 'active'),
    )
    .select([
      'integration.firm_id',
      'integration.id',
      'integration.last_attempted_sync_at',
      'connection.authorised_at',
    ])
    .where('integration.status', '=', 'connected')
    .where('integration.next_sync_at', '<=', now)
    .orderBy('integration.next_sync_at')
    .limit(most)
    .forUpdate('integration')
    .skipLocked()
    .execute();
  return rows.map((row) => ({
    firmId: row.firm_id,
    integrationId: row.id,
    fresh: (row.last_attempted_sync_at?.getTime() ?? 0) < (row.authorised_at?.getTime() ?? 0),
  }));
}

function update(query: Query, key: Key) {
  return query
    .updateTable('integrations')
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.integrationId);
}
