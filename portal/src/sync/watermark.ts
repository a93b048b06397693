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

/** Stores how far this record type has been read, beside the rows that were; only the run's holder may call it. */
export async function storeWatermark(
  query: Query,
  run: HeldRun,
  entity: SyncEntity,
  watermark: Date,
): Promise<void> {
  const before = run.watermarks[entity]?.before;
  run.watermarks[entity] = { before: before ?? null, after: watermark.toISOString() };
  await query
    .insertInto('sync_watermarks')
    .values({ firm_id: run.firmId, integration_id: run.integrationId, entity, watermark })
    .onConflict((conflict) =>
      conflict.columns(['firm_id', 'integration_id', 'entity']).doUpdateSet({ watermark }),
    )
    .execute();
}
