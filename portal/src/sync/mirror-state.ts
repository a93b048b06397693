import type { Selectable, Updateable } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

type Key = { firmId: string; integrationId: string };
export type MirrorState = Pick<
  Selectable<Tables['mirrors']>,
  'settings_read_at' | 'swept_at' | 'ledger_seen' | 'prepayments_in_balance'
>;

const NOTHING_KNOWN: MirrorState = {
  settings_read_at: null,
  swept_at: null,
  ledger_seen: null,
  prepayments_in_balance: null,
};

/** What is known of an integration's mirror beside its rows. */
export async function readMirrorState(query: Query, key: Key): Promise<MirrorState> {
  const row = await query
    .selectFrom('mirrors')
    .select(['settings_read_at', 'swept_at', 'ledger_seen', 'prepayments_in_balance'])
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .executeTakeFirst();
  return row ?? NOTHING_KNOWN;
}

/** Notes what has become known of an integration's mirror. */
export async function noteMirrorState(
  query: Query,
  { firmId, integrationId }: Key,
  known: Omit<Updateable<Tables['mirrors']>, 'firm_id' | 'integration_id'>,
): Promise<void> {
  await query
    .insertInto('mirrors')
    .values({ firm_id: firmId, integration_id: integrationId, ...known })
    .onConflict((conflict) => conflict.columns(['firm_id', 'integration_id']).doUpdateSet(known))
    .execute();
}
