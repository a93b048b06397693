import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { messageOf } from '../message-of.ts';
import { up as foundation } from './migrations/0001-foundation.ts';
import { up as wholeBooks } from './migrations/0002-whole-books.ts';
import { up as usage } from './migrations/0003-usage.ts';
import { up as access } from './migrations/0004-access.ts';
import { up as webhooks } from './migrations/0005-webhooks.ts';
import { up as conversions } from './migrations/0006-conversions.ts';
import { up as scale } from './migrations/0007-scale.ts';
import { up as largeConversions } from './migrations/0008-large-conversions.ts';

/** In order, forward only; a name once released is never changed. */
const MIGRATIONS: Record<string, Migration> = {
  '0001-foundation': { up: foundation },
  '0002-whole-books': { up: wholeBooks },
  '0003-usage': { up: usage },
  '0004-access': { up: access },
  '0005-webhooks': { up: webhooks },
  '0006-conversions': { up: conversions },
  '0007-scale': { up: scale },
  '0008-large-conversions': { up: largeConversions },
};

/**
 * Brings the store to the newest schema. Processes that start together wait for each other's lock and run each
 * migration once.
 * @throws Error naming the migration that failed; its changes are rolled back.
 */
export async function migrate(db: Kysely<never>): Promise<void> {
  await createFirmRole(db).catch((error: unknown) => {
    const remedy = 'Let the user of DATABASE_URL create roles, or create it and grant it to that user.';
    throw new Error(`The role ledgerport_firm could not be set up: ${messageOf(error)}. ${remedy}`, {
      cause: error,
    });
  });
  const migrator = new Migrator({ db, provider: { getMigrations: async () => MIGRATIONS } });
  const { error, results } = await migrator.migrateToLatest();
  const failed = results?.find((result) => result.status === 'Error');
  if (error)
    throw new Error(
      `The store could not be brought up to date${failed ? ` (${failed.migrationName})` : ''}: ${messageOf(error)}`,
      { cause: error },
    );
}

/**
 * Makes the role that row-level security holds for, and lets this user act as it. A role belongs to the whole server,
 * so another database may have made it already, even at this very moment; since PostgreSQL 16 its maker is a member
 * that may not act as it.
 */
async function createFirmRole(db: Kysely<never>): Promise<void> {
  await db.transaction().execute(async (query) => {
    await sql`select pg_advisory_xact_lock(hashtext('ledgerport_firm'))`.execute(query);
    await sql`do $$ begin
      if not exists (select from pg_roles where rolname = 'ledgerport_firm') then create role ledgerport_firm nologin; end if;
    exception when duplicate_object or unique_violation then null; end $$`.execute(query);
    await sql`do $$ begin
      if not pg_has_role(current_user, 'ledgerport_firm', case when current_setting('server_version_num')::int < 160000 then 'member' else 'set' end)
      then grant ledgerport_firm to current_user; end if;
    end $$`.execute(query);
  });
}
