import type { Query } from '../store/store.ts';
import type { IntegrationKey } from './states.ts';

/** Notes that a file brought the firm's figures to this moment: for a CSV-fed firm that is its LAST SUCCESSFUL SYNC. */
export async function noteUpload(
  query: Query,
  { firmId, integrationId }: IntegrationKey,
  at: Date,
): Promise<void> {
  await query
    .updateTable('integrations')
    .set({ last_attempted_sync_at: at, last_successful_sync_at: at })
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .execute();
}
