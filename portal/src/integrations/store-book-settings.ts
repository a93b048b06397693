import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';

type Kind = Tables['book_settings']['kind'];

/** One setting that documents refer to by its key. */
export type BookSetting = { key: string; name: string; details: Record<string, unknown> };

/**
 * Brings the settings of one kind to what the books say, which is always all of them: what is not among them goes.
 * @returns whether anything changed
 */
export async function storeBookSettings(
  query: Query,
  firmId: string,
  kind: Kind,
  settings: readonly BookSetting[],
): Promise<boolean> {
  const all = JSON.stringify([...new Map(settings.map((setting) => [setting.key, setting])).values()]);
  const { rows } = await sql`
    with incoming as (select * from jsonb_to_recordset(${all}::jsonb) as incoming(key text, name text, details jsonb)),
    gone as (
      delete from book_settings where firm_id = ${firmId} and kind = ${kind} and key not in (select key from incoming)
      returning key
    ),
    written as (
      insert into book_settings as stored (firm_id, kind, key, name, details)
      select ${firmId}::uuid, ${kind}::text, key, name, details from incoming
      on conflict (firm_id, kind, key) do update set name = excluded.name, details = excluded.details
      where stored.name <> excluded.name or stored.details <> excluded.details
      returning key
    )
    select key from gone union all select key from written`.execute(query);
  return rows.length > 0;
}
