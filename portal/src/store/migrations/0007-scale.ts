import { type Kysely, sql } from 'kysely';

/**
 * What many workers need to share the runs fairly. The indexes hold only runs that wait or run, and none of their
 * columns changes while a run is held, so that keeping a lease stays a cheap update.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table sync_runs add column nudged_at timestamptz, add column taken_at timestamptz`.execute(
    db,
  );
  await sql`update sync_runs set nudged_at = queued_at where status = 'queued'`.execute(db);
  await sql`create index sync_runs_waiting on sync_runs (nudged_at) where status = 'queued'`.execute(db);
  await sql`create index sync_runs_running on sync_runs (taken_at) where status = 'running'`.execute(db);
}
