import type { Query } from '../store/store.ts';

/**
 * Makes the next run read again every record changed since `from`. A record type that was never read is still read
 * whole: a mirror with gaps would show figures that are not Xero's.
 */
export async function rewind(query: Query, firmId: string, integrationId: string, from: Date): Promise<void> {
  await query
    .updateTable('sync_watermarks')
    .set({ watermark: from })
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('watermark', '>', from)
    .execute();
}
