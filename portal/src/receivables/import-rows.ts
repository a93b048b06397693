import { hash } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { BATCH, inBatches, inPages, isAmong } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import { type MirrorRow, type MirrorTable, recordset } from '../store/upsert.ts';

/** What an upload does, or would do, to rows that it names. */
export type ImportCounts = { created: number; updated: number; unchanged: number };

/** A table of the mirror that files are uploaded into. */
type ImportTable = Pick<MirrorTable, 'name' | 'key' | 'columns'>;

/**
 * Brings rows to what a file says: new ones are created, changed ones updated, equal ones left untouched. With `dry`
 * nothing is written, and the counts are what it would have done. No two rows may have one key.
 */
export async function importRows(
  query: Query,
  firmId: string,
  table: ImportTable,
  rows: readonly MirrorRow[],
  { at, dry }: { at: Date; dry: boolean },
): Promise<ImportCounts> {
  const counts = { created: 0, updated: 0, unchanged: 0 };
  for await (const some of inBatches(rows)) {
    const batch = some.map((row) => ({ ...row, content_hash: hash('md5', JSON.stringify(row)) }));
    const { rows: done } = await statement(firmId, table, JSON.stringify(batch), at, dry).execute(query);
    const { created = 0, updated = 0 } = done[0] ?? {};
    counts.created += created;
    counts.updated += updated;
    counts.unchanged += batch.length - created - updated;
  }
  return counts;
}

/**
 * Takes out of use the rows of earlier files that `rows` leaves out and that `use.holds`, as `use.end` says; with `dry`
 * nothing is written. @returns how many rows, or would be
 */
export async function withdrawMissing(
  query: Query,
  firmId: string,
  table: ImportTable,
  rows: readonly MirrorRow[],
  use: { holds: RawBuilder<boolean>; end: RawBuilder<unknown> },
  { at, dry }: { at: Date; dry: boolean },
): Promise<number> {
  const name = sql.table(table.name);
  const kept = new Set(rows.map((row) => row[table.key]));
  let withdrawn = 0;
  const pages = inPages(
    async (after) => {
      const { rows: page } = await sql<{ id: string; key: string }>`
        select id, ${sql.ref(table.key)} as key from ${name} where firm_id = ${firmId}::uuid
          and ${after === null ? sql`true` : sql`id > ${after}::uuid`}
          and ${sql.ref(table.key)} like 'csv:%' and retired_at is null and ${use.holds}
        order by id limit ${BATCH}`.execute(query);
      return page;
    },
    ({ id }) => id,
  );
  for await (const page of pages) {
    const missing = page.filter(({ key }) => !kept.has(key)).map(({ id }) => id);
    withdrawn += missing.length;
    // Without the hash of what the file said, a later file that has the row again brings it back.
    if (!dry && missing.length > 0)
      await sql`update ${name} set ${use.end}, content_hash = '', xero_updated_at = ${at} where firm_id = ${firmId}::uuid
        and ${isAmong('id', missing, 'uuid')}`.execute(query);
  }
  return withdrawn;
}

function statement(firmId: string, table: ImportTable, batch: string, at: Date, dry: boolean) {
  const name = sql.table(table.name);
  const key = sql.ref(table.key);
  const all = { ...table.columns, content_hash: 'text' };
  const names = Object.keys(all).map((column) => sql.ref(column));
  const columns = sql.join(names);
  const changes = sql.join(names.map((column) => sql`${column} = excluded.${column}`));
  const written = sql`insert into ${name} as stored (firm_id, ${columns}, xero_updated_at)
    select ${firmId}::uuid, ${columns}, ${at}::timestamptz from incoming
    on conflict (firm_id, ${key}) do update set ${changes}, xero_updated_at = excluded.xero_updated_at
    where stored.content_hash <> excluded.content_hash
    returning stored.${key} as key`;
  const unwritten = sql`select incoming.${key} as key from incoming left join before on before.key = incoming.${key}
    where before.content_hash is distinct from incoming.content_hash`;
  return sql<{ created: number; updated: number }>`
    with incoming as (
      select * from jsonb_to_recordset(${batch}::jsonb) as incoming(${recordset(all)})
    ),
    before as (
      select incoming.${key} as key, stored.content_hash from incoming
      cross join lateral (
        select content_hash from ${name} stored
        where stored.firm_id = (select ${firmId}::uuid) and stored.${key} = incoming.${key} offset 0
      ) stored
    ),
    written as (${dry ? unwritten : written})
    select
      count(*) filter (where before.key is null)::int as created,
      count(*) filter (where before.key is not null)::int as updated
    from written left join before using (key)`;
}
