import { type Kysely, sql } from 'kysely';

/** Runs the statements of a migration, one after the other; a semicolon ends each line's statement. */
export async function runStatements(db: Kysely<never>, statements: string): Promise<void> {
  for (const statement of statements.split(';\n').filter((text) => text.trim()))
    await sql.raw(statement).execute(db);
}

/** Shows each firm its own rows of these new tables and no others, and lets it change them. */
export async function guardTenantTables(db: Kysely<never>, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    await sql`create policy own_firm on ${sql.table(table)}
      using (firm_id = (select nullif(current_setting('ledgerport.firm_id', true), '')::uuid))`.execute(db);
  }
  const granted = sql.join(tables.map((table) => sql.table(table)));
  await sql`grant select, insert, update, delete on ${granted} to ledgerport_firm`.execute(db);
}
