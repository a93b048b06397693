import { sql } from 'kysely';
import type { Services } from '../src/services.ts';

/**
 * Every row of every table as text, by the table's name with its schema, the queue's jobs among them. Tables are found
 * in the database itself, so that a new one cannot be forgotten. @param only the schema to keep to, such as `public`,
 * which is all but the queue's
 */
export async function everyRow(services: Services, only?: string): Promise<Record<string, string[]>> {
  return await services.store.system(async (query) => {
    const { rows: tables } = await sql<{ schema: string; name: string }>`
      select table_schema as schema, table_name as name from information_schema.tables
      where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
      order by 1, 2`.execute(query);
    const found: Record<string, string[]> = {};
    for (const { schema, name } of tables) {
      if (only !== undefined && schema !== only) continue;
      const { rows } = await sql<{ row: string }>`
        select "each"::text as row from ${sql.table(`${schema}.${name}`)} as "each" order by 1`.execute(
        query,
      );
      found[`${schema}.${name}`] = rows.map(({ row }) => row);
    }
    return found;
  });
}
