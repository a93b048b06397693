import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { closeSpell } from './access-spells.ts';
import type { EndedConnection } from './end-access.ts';
import { eraseConnection } from './erase-connection.ts';
import { type IntegrationKey, moveConnection, transition } from './states.ts';

/**
 * Makes the organisation that is authorised the integration's own in place of another one, or of uploaded files: the
 * former connection is erased, and what belonged to the former books goes, the account that payments post to among it.
 * The next run starts at once.
 * @returns what is needed to end the former access at Xero after the commit, or null
 */
export async function takeOverPending(
  services: Services,
  query: Query,
  key: IntegrationKey,
): Promise<EndedConnection | null> {
  const { firmId, integrationId } = key;
  const now = services.clock.now();
  const { organisation } = await query
    .selectFrom('connections')
    .select('organisation')
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('state', '=', 'pending')
    .executeTakeFirstOrThrow();
  const ended = await eraseConnection(services, query, key, 'active');
  await moveConnection(query, key, 'pending', 'active');
  for (const table of ['accounts', 'book_settings'] as const)
    await query.deleteFrom(table).where('firm_id', '=', firmId).execute();
  await query
    .updateTable('integrations')
    .set({
      platform: 'xero',
      payment_account_id: null,
      sync_from: null,
      last_attempted_sync_at: null,
      last_successful_sync_at: null,
    })
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .execute();
  await transition(query, key, 'connected', {
    organisation: JSON.stringify(organisation),
    next_sync_at: now,
    failures_in_a_row: 0,
    problem: null,
  });
  await closeSpell(query, now, key);
  return ended;
}
