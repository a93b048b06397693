import { sql } from 'kysely';
import type { Services } from '../services.ts';

/** Lets the embedded store plan its searches by the rows it now holds; a PostgreSQL server does that by itself. */
export async function refreshStatistics(services: Services): Promise<void> {
  if (services.store.kind !== 'pglite') return;
  await services.store.system((query) => sql`analyze customers, invoices`.execute(query));
}
