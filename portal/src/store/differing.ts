import { sql } from 'kysely';
import type { Query } from './store.ts';
import { type MirrorRow, type MirrorTable, recordset } from './upsert.ts';

/** A column of a stored row that is not what the books say, both as text. */
export type Difference = { key: string; column: string; was: string | null; is: string | null };

/**
 * Compares rows as the books have them with the stored ones, column by column; `missing` are not stored at all. A
 * stored row with another time of change has simply changed since, there or here, and is left out.
 */
export async function findDiffering(
  query: Query,
  firmId: string,
  table: MirrorTable,
  rows: readonly MirrorRow[],
): Promise<{ differences: Difference[]; missing: string[] }> {
  const key = sql.ref(table.key);
  const columns = recordset({ ...table.columns, xero_updated_at: 'timestamptz' });
  const { rows: found } = await sql<Omit<Difference, 'column'> & { column: string | null }>`
    with incoming as (select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as incoming(${columns})),
    pairs as (
      select incoming.${key} as key, to_jsonb(incoming) as is, to_jsonb(stored) as was,
        stored.firm_id is null as missing
      from incoming left join ${sql.table(table.name)} stored
        on stored.firm_id = ${firmId} and stored.${key} = incoming.${key}
      where stored.firm_id is null or stored.xero_updated_at = incoming.xero_updated_at
    )
    select pairs.key, field.key as column, pairs.was ->> field.key as was, pairs.is ->> field.key as is
    from pairs left join lateral jsonb_each(pairs.is) field on not missing
    where missing or (field.key <> 'xero_updated_at'
      and (pairs.was -> field.key) is distinct from field.value)`.execute(query);
  return {
    differences: found.flatMap(({ column, ...row }) => (column === null ? [] : [{ ...row, column }])),
    missing: found.flatMap(({ column, key: id }) => (column === null ? [id] : [])),
  };
}

/** Makes the stored copies of these rows be written anew by the next upsert, whatever they claim to hold. */
export async function distrust(
  query: Query,
  firmId: string,
  table: MirrorTable,
  keys: readonly string[],
): Promise<void> {
  await sql`update ${sql.table(table.name)} set content_hash = ''
    where firm_id = ${firmId} and ${sql.ref(table.key)} = any(${[...keys]}::text[])`.execute(query);
}
