import type { Query } from '../store/store.ts';

/**
 * Makes the run that begins read again every record changed since `from`, or all of them when `full`. A record type
 * that was never read is read whole in any case: a mirror with gaps would show figures that are not Xero's.
 */
export async function rewind(
  query: Query,
  key: { firmId: string; integrationId: string },
  full: boolean,
  from: Date | null,
): Promise<void> {
  if (full)
    await query
      .deleteFrom('sync_watermarks')
      .where('firm_id', '=', key.firmId)
      .where('integration_id', '=', key.integrationId)
      .execute();
  else if (from)
    await query
      .updateTable('sync_watermarks')
      .set({ watermark: from })
      .where('firm_id', '=', key.firmId)
      .where('integration_id', '=', key.integrationId)
      .where('watermark', '>', from)
      .execute();
}
