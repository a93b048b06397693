import type { Query } from '../store/store.ts';
import { ACTIVE } from './states.ts';

/** The id of the run that waits or runs for this integration; there is one at most. */
export async function activeRun(query: Query, firmId: string, integrationId: string): Promise<string | null> {
  const row = await query
    .selectFrom('sync_runs')
    .select('id')
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('status', 'in', ACTIVE)
    .executeTakeFirst();
  return row?.id ?? null;
}
