import type { Query } from '../store/store.ts';

/** Forgets how far an integration's books were read and checked, for books that take their place: the next run reads everything. */
export async function forgetBooks(
  query: Query,
  { firmId, integrationId }: { firmId: string; integrationId: string },
): Promise<void> {
  for (const table of ['sync_watermarks', 'set_aside_records', 'mirrors'] as const)
    await query
      .deleteFrom(table)
      .where('firm_id', '=', firmId)
      .where('integration_id', '=', integrationId)
      .execute();
}
