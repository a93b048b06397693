import { isDeepStrictEqual } from 'node:util';
import type { Query } from '../store/store.ts';
import type { StoredOrganisation } from '../store/tables.ts';

/**
 * Keeps the pinned organisation's name, currency and zone as the books have them.
 * @returns whether anything changed; an organisation other than the pinned one is never stored.
 */
export async function storeOrganisation(
  query: Query,
  firmId: string,
  integrationId: string,
  organisation: StoredOrganisation,
): Promise<boolean> {
  const row = await query
    .selectFrom('integrations')
    .select('organisation')
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .executeTakeFirst();
  if (
    row?.organisation?.tenantId !== organisation.tenantId ||
    isDeepStrictEqual(row.organisation, organisation)
  )
    return false;
  await query
    .updateTable('integrations')
    .set({ organisation: JSON.stringify(organisation) })
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .execute();
  return true;
}
