import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Problem } from '../store/tables.ts';
import { closeSpell } from './access-spells.ts';

/** The earliest time that Sync From takes: everything that a firm's books can hold changed since. */
export const EARLIEST_SYNC_FROM = '2000-01-01T00:00:00.000Z';

type Key = { firmId: string; integrationId: string };

/** An integration whose next run is due; `fresh` when it was connected since the last attempt. */
export type DueIntegration = Key & { fresh: boolean };

/** Locks the integration's row: whoever needs it and the run's locks it first, so that nobody waits for the other. */
export async function lockIntegration(query: Query, key: Key): Promise<void> {
  await query
    .selectFrom('integrations')
    .select('id')
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.integrationId)
    .forUpdate()
    .execute();
}

/** Has the next run read everything again: it takes the earliest time as its Sync From. */
export async function askForEverything(query: Query, key: Key): Promise<void> {
  await update(query, key)
    .set({ sync_from: new Date(EARLIEST_SYNC_FROM) })
    .execute();
}

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

/**
 * Notes that everything was read: LAST SUCCESSFUL SYNC, as of the run's start, since what changed in Xero meanwhile may
 * be missing. Trouble with access is over by that. `problem` tells of records that are missing all the same. The next run is at once when a person has
 * asked for one from an earlier time meanwhile.
 */
export async function noteSyncSuccess(
  query: Query,
  key: Key,
  run: { startedAt: Date; finishedAt: Date },
  problem: Problem | null,
  next: Date,
): Promise<void> {
  const { sync_from } = await update(query, key)
    .set({ last_successful_sync_at: run.startedAt, failures_in_a_row: 0 })
    .returning('sync_from')
    .executeTakeFirstOrThrow();
  await closeSpell(query, run.finishedAt, key);
  await noteSyncProblem(query, key, problem, sync_from ? run.finishedAt : next);
}

/** Counts one more failed run. @returns how many failed in a row */
export async function countSyncFailure(query: Query, key: Key): Promise<number> {
  const { failures_in_a_row } = await update(query, key)
    .set((row) => ({ failures_in_a_row: row('failures_in_a_row', '+', 1) }))
    .returning('failures_in_a_row')
    .executeTakeFirstOrThrow();
  return failures_in_a_row;
}

/** Shows what is wrong since the last run, or null for nothing, unless access has ended: that has a problem of its own. */
export async function noteSyncProblem(
  query: Query,
  key: Key,
  problem: Problem | null,
  next: Date,
): Promise<void> {
  await update(query, key)
    .set({ problem: problem && JSON.stringify(problem) })
    .where('status', 'in', ['connected', 'paused'])
    .execute();
  await scheduleNextSync(query, key, next);
}

/** Only a connected integration has a next run by itself. */
async function scheduleNextSync(query: Query, key: Key, at: Date): Promise<void> {
  await update(query, key).set({ next_sync_at: at }).where('status', '=', 'connected').execute();
}

/** The same for many integrations in one statement. */
export async function scheduleNextSyncs(query: Query, next: readonly (Key & { at: Date })[]): Promise<void> {
  await query
    .updateTable('integrations')
    .from(
      sql<{ firm_id: string; id: string; at: Date }>`jsonb_to_recordset(${JSON.stringify(
        next.map(({ firmId, integrationId, at }) => ({ firm_id: firmId, id: integrationId, at })),
      )}::jsonb)`.as<'next'>(sql`next(firm_id uuid, id uuid, at timestamptz)`),
    )
    .set((row) => ({ next_sync_at: row.ref('next.at') }))
    .whereRef('integrations.firm_id', '=', 'next.firm_id')
    .whereRef('integrations.id', '=', 'next.id')
    .where('status', '=', 'connected')
    .execute();
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
