import { hash } from 'node:crypto';
import type { SetAside } from '@ledgerport/xero';
import { type ExpressionBuilder, sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { SyncEntity } from './schemas.ts';

/** The integration whose records are set aside. */
type Key = { firmId: string; integrationId: string };

/** Keeps records that could not be understood, with their raw text, so that one bad record never stops a run. */
export async function keepSetAside(
  query: Query,
  now: Date,
  run: Key & { id: string | null },
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
  key: Key,
  entity: SyncEntity,
  xeroIds: readonly string[],
): Promise<void> {
  await query
    .deleteFrom('set_aside_records')
    .where(ofEntity(key, entity))
    .where('xero_id', '=', sql<string>`any(${[...xeroIds]}::text[])`)
    .execute();
}

/** Forgets what a read of everything did not meet again: it has left Xero, or was sent without an id to tell it by. */
export async function forgetUnmet(
  query: Query,
  key: Key & { startedAt: Date },
  entity: SyncEntity,
): Promise<void> {
  await query
    .deleteFrom('set_aside_records')
    .where(ofEntity(key, entity))
    .where('last_seen_at', '<', key.startedAt)
    .execute();
}

/** The ids of records of a type that are set aside, the longest not asked for first. */
export async function setAsideIds(
  query: Query,
  key: Key,
  entity: SyncEntity,
  most: number,
): Promise<string[]> {
  const rows = await query
    .selectFrom('set_aside_records')
    .select('xero_id')
    .where(ofEntity(key, entity))
    .where('xero_id', 'is not', null)
    .orderBy('last_seen_at')
    .limit(most)
    .execute();
  return rows.flatMap((row) => row.xero_id ?? []);
}

/** How many records of this integration are set aside. */
export async function countSetAside(query: Query, key: Key): Promise<number> {
  const row = await query
    .selectFrom('set_aside_records')
    .select((rows) => rows.fn.countAll<string>().as('count'))
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .executeTakeFirstOrThrow();
  return Number(row.count);
}

/** The rows of one record type of the integration. */
function ofEntity({ firmId, integrationId }: Key, entity: SyncEntity) {
  return (row: ExpressionBuilder<Tables, 'set_aside_records'>) =>
    row.and({ firm_id: firmId, integration_id: integrationId, entity });
}
