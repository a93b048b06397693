import type { Query } from '../store/store.ts';
import type { HeldRun } from './lease.ts';
import type { SyncEntity } from './schemas.ts';

/** A change in Xero may be committed a little later than the time it carries, so each run looks back this far. */
const OVERLAP_MS = 120_000;

/** How far this record type has been read; null when it never was. */
export async function readWatermark(query: Query, run: HeldRun, entity: SyncEntity): Promise<Date | null> {
  const row = await query
    .selectFrom('sync_watermarks')
    .select('watermark')
    .where('firm_id', '=', run.firmId)
    .where('integration_id', '=', run.integrationId)
    .where('entity', '=', entity)
    .executeTakeFirst();
  return row?.watermark ?? null;
}

/** From when to ask, for a watermark. */
export function readFrom(watermark: Date | null): Date | null {
  return watermark && new Date(watermark.getTime() - OVERLAP_MS);
}

/**
 * Moves the watermark from `known` to `next`, never backwards. When it is no longer `known`, a person has set
 * Sync From meanwhile: theirs stands, and the next run reads from there.
 * @returns whether it now stands at `next` or later by this run's own hand
 */
export async function moveWatermark(
  query: Query,
  run: HeldRun,
  entity: SyncEntity,
  known: Date | null,
  next: Date,
): Promise<boolean> {
  if (known && known >= next) return true;
  if (known === null) {
    const inserted = await query
      .insertInto('sync_watermarks')
      .values({ firm_id: run.firmId, integration_id: run.integrationId, entity, watermark: next })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    return inserted.numInsertedOrUpdatedRows === 1n;
  }
  const moved = await query
    .updateTable('sync_watermarks')
    .set({ watermark: next })
    .where('firm_id', '=', run.firmId)
    .where('integration_id', '=', run.integrationId)
    .where('entity', '=', entity)
    .where('watermark', '=', known)
    .executeTakeFirst();
  return moved.numUpdatedRows === 1n;
}
