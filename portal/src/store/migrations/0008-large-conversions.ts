import { type Kysely, sql } from 'kysely';

/** What the list of a conversion's matches is in order of, so that a page of it is found at once however long it is. */
export async function up(db: Kysely<never>): Promise<void> {
  await sql`alter table conversion_matches add column sort text not null default ''`.execute(db);
  for (const [kind, table, words] of [
    ['customer', 'customers', sql`own.name || ' ' || coalesce(own.account_number, '')`],
    ['invoice', 'invoices', sql`own.contact_name || ' ' || coalesce(own.number, '')`],
  ] as const)
    await sql`update conversion_matches matched set sort = left(lower(${words}), 255) || ' ' || own.id from ${sql.table(table)} own
      where matched.kind = ${kind} and own.firm_id = matched.firm_id and own.id = matched.own_id`.execute(db);
  // Partial, so that the planner never takes it for a search by id, which it does where it believes the table to be small.
  await sql`create index conversion_matches_sort on conversion_matches (firm_id, conversion_id, kind, sort) where sort > ''`.execute(
    db,
  );
}
