import { hash } from 'node:crypto';
import type { SetAside } from '@ledgerport/xero';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { HeldRun } from './lease.ts';
import type { SyncEntity } from './schemas.ts';

/** Keeps records that could not be understood, with their raw text, so that one bad record never stops a run. */
export async function keepSetAside(
  query: Query,
  now: Date,
  run: HeldRun,
  entity: SyncEntity,
  records: readonly SetAside[],
): Promise<void> {
  for (const record of records)
    await query
      .insertInto('set_aside_records')
      .values({
        firm_id: run.firmId,
        integration_id: run.integrationId,
        entity,
        record_key: record.id ?? hash('sha256', record.raw),
        xero_id: record.id,
        sync_run_id: run.id,
        reason: record.reason,
        raw: record.raw,
        first_seen_at: now,
        last_seen_at: now,
      })
      .onConflict((conflict) =>
        conflict.columns(['firm_id', 'integration_id', 'entity', 'record_key']).doUpdateSet({
          sync_run_id: run.id,
          reason: record.reason,
          raw: record.raw,
          last_seen_at: now,
        }),
      )
      .execute();
}

/** Forgets records that have since been read well. */
export async function clearSetAside(
  query: Query,
  run: HeldRun,
  entity: SyncEntity,
  xeroIds: readonly string[],
): Promise<void> {
  await query
    .deleteFrom('set_aside_records')
    .where(ofEntity(run, entity))
    .where('xero_id', '=', sql<string>`any(${[...xeroIds]}::text[])`)
    .execute();
}

/** Notes that this run asked again for a record in vain, so that the next run begins with the others. */
export async function keepWaiting(
  query: Query,
  now: Date,
  run: HeldRun,
  entity: SyncEntity,
  xeroId: string,
): Promise<void> {
  await query
    .updateTable('set_aside_records')
    .set({ sync_run_id: run.id, last_seen_at: now })
    .where(ofEntity(run, entity))
    .where('xero_id', '=', xeroId)
    .execute();
}

/** Forgets what a read of everything did not meet again: it has left Xero, or was sent without an id to tell it by. */
export async function forgetUnmet(query: Query, run: HeldRun, entity: SyncEntity): Promise<void> {
  await query
    .deleteFrom('set_aside_records')
    .where(ofEntity(run, entity))
    .where('last_seen_at', '<', run.startedAt)
    .execute();
}

/** The ids of a record type that earlier runs set aside, the longest waiting first. */
export async function setAsideIds(
  query: Query,
  run: HeldRun,
  entity: SyncEntity,
  most: number,
): Promise<string[]> {
  const rows = await query
    .selectFrom('set_aside_records')
    .select('xero_id')
    .where(ofEntity(run, entity))
    .where('xero_id', 'is not', null)
    .where('sync_run_id', '<>', run.id)
    .orderBy('last_seen_at')
    .limit(most)
    .execute();
  return rows.flatMap((row) => row.xero_id ?? []);
}

/** How many records of this integration are set aside. */
export async function countSetAside(query: Query, run: HeldRun): Promise<number> {
  const row = await query
    .selectFrom('set_aside_records')
    .select((rows) => rows.fn.countAll<string>().as('count'))
    .where('firm_id', '=', run.firmId)
    .where('integration_id', '=', run.integrationId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The rows of one record type of the run's integration. */
function ofEntity({ firmId, integrationId }: HeldRun, entity: SyncEntity) {
  return (row: ExpressionBuilder<Tables, 'set_aside_records'>) =>
    row.and({ firm_id: firmId, integration_id: integrationId, entity });
}
