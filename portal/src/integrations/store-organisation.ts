import { isDeepStrictEqual } from 'node:util';
import type { Query } from '../store/store.ts';
import type { StoredOrganisation } from '../store/tables.ts';

/**
 * Keeps the pinned organisation's name, currency and zone as the books have them; a zone of null keeps the stored one.
 * @returns whether anything changed; an organisation other than the pinned one is never stored.
 */
export async function storeOrganisation(
  query: Query,
  firmId: string,
  integrationId: string,
  books: Omit<StoredOrganisation, 'timeZone'> & { timeZone: string | null },
): Promise<boolean> {
  const row = await query
    .selectFrom('integrations')
    .select('organisation')
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .executeTakeFirst();
  const stored = row?.organisation;
  if (stored?.tenantId !== books.tenantId) return false;
  const organisation = { ...books, timeZone: books.timeZone ?? stored.timeZone };
  if (isDeepStrictEqual(stored, organisation)) return false;
  await query
    .updateTable('integrations')
    .set({ organisation: JSON.stringify(organisation) })
    .where('firm_id', '=', firmId)
    .where('id', '=', integrationId)
    .execute();
  return true;
}
