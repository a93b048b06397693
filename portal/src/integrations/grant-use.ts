import { sql } from 'kysely';
import type { Services } from '../services.ts';

/** Whether any integration of any firm has a connection to this organisation. Must not be called inside a transaction. */
export async function isOrganisationInUse(services: Services, tenantId: string): Promise<boolean> {
  const row = await services.store.system((query) =>
    query
      .selectFrom('connections')
      .select('id')
      .where(sql<string>`organisation ->> 'tenantId'`, '=', tenantId)
      .executeTakeFirst(),
  );
  return row !== undefined;
}
