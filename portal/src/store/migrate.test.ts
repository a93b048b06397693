import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { BACKENDS, openTestStore } from '../../testing/test-store.ts';
import { migrate } from './migrate.ts';
import { up as foundation } from './migrations/0001-foundation.ts';
import { type OpenStore, openPostgres } from './open.ts';

const MIGRATIONS = readdirSync(join(import.meta.dirname, 'migrations')).length;

/** Everything that a migration makes: each column of each table, and each index. */
async function schemaOf(store: OpenStore): Promise<unknown[]> {
  const { rows } = await store.system((query) =>
    sql`select table_name || '.' || column_name || ' ' || data_type as part from information_schema.columns where table_schema = 'public'
      union all select indexdef from pg_indexes where schemaname = 'public' order by part`.execute(query),
  );
  return rows;
}

async function migrationsOf(store: OpenStore): Promise<unknown[]> {
  const { rows } = await store.system((query) =>
    sql`select name, timestamp from kysely_migration order by name`.execute(query),
  );
  return rows;
}

describe.runIf(BACKENDS.includes('postgres'))('migrating one PostgreSQL database', () => {
  const server = process.env.TEST_DATABASE_URL ?? '';
  let admin: pg.Client;
  let opened: OpenStore[] = [];
  let name = '';

  beforeAll(async () => {
    admin = new pg.Client({ connectionString: server });
    await admin.connect();
  });
  afterAll(() => admin.end());
  afterEach(async () => {
    await Promise.all(opened.map((store) => store.close()));
    opened = [];
    await admin.query(`drop database if exists ${name} with (force)`);
    await admin.query(`drop role if exists ${name}_owner`);
  });

  const createDatabase = async (owner?: string) => {
    name = `ledgerport_migrate_${Math.random().toString(36).slice(2)}`;
    if (owner) await admin.query(`create role ${name}_owner login ${owner}`);
    await admin.query(`create database ${name} ${owner ? `owner ${name}_owner` : ''}`);
    const url = new URL(server);
    url.pathname = `/${name}`;
    if (owner) url.username = `${name}_owner`;
    return url.href;
  };
  const open = async (url: string) => {
    const store = await openPostgres(url);
    opened.push(store);
    return store;
  };

  test('ten that start together all succeed, and each migration is done once', async () => {
    const url = await createDatabase();
    const started = await Promise.allSettled(Array.from({ length: 10 }, () => open(url)));
    expect(started.filter(({ status }) => status === 'rejected')).toEqual([]);
    const [store] = opened;
    if (store) expect(await migrationsOf(store)).toHaveLength(MIGRATIONS);
  });

  test('a second start changes nothing', async () => {
    const url = await createDatabase();
    const first = await open(url);
    const before = [await schemaOf(first), await migrationsOf(first)];
    const second = await open(url);
    expect([await schemaOf(second), await migrationsOf(second)]).toEqual(before);
    expect(before[0]?.length).toBeGreaterThan(100);
  });

  test('ten together as an ordinary owner that may make roles, and rows are guarded for it too', async () => {
    const url = await createDatabase('createrole');
    const started = await Promise.allSettled(Array.from({ length: 10 }, () => open(url)));
    expect(started.filter(({ status }) => status === 'rejected')).toEqual([]);
    const store = opened[0];
    await store?.firm('0190b5a4-0000-7000-8000-000000000000', (query) =>
      query.selectFrom('customers').selectAll().execute(),
    );
    await admin.query(`revoke ledgerport_firm from ${name}_owner`);
  });

  test('a server that cannot be reached is told in one line that names the setting and no password', async () => {
    name = 'nothing';
    const attempt = openPostgres('postgres://user:hidden@localhost:9/portal');
    await expect(attempt).rejects.toThrow(
      /^DATABASE_URL names a server that cannot be used: [^\n]*:9[^\n]*$/,
    );
    await expect(attempt).rejects.not.toThrow(/hidden/);
  });
});

test('an owner that is no superuser may act as the role of firms, also where its maker is not let to by itself', async () => {
  const database = await PGlite.create();
  await database.exec(
    'create role owner login createrole; grant create on schema public to owner; set session authorization owner',
  );
  const pool = new pg.Pool({ ...createPgConfig(database), max: 1 } as unknown as pg.PoolConfig);
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  await migrate(db);
  await db.transaction().execute(async (query) => {
    await sql`set local role ledgerport_firm`.execute(query);
    expect((await sql`select * from customers`.execute(query)).rows).toEqual([]);
  });
  await pool.end();
  await database.close();
});

test('the embedded store has the schema of one migrated once', async () => {
  const store = await openTestStore('pglite');
  expect(await migrationsOf(store)).toHaveLength(MIGRATIONS);
  await store.close();
});

test('a store of the first version keeps its rows, and each of its integrations goes on where it was', async () => {
  const database = await PGlite.create();
  await database.exec('create role ledgerport_firm nologin');
  const pool = new pg.Pool({ ...createPgConfig(database), max: 1 } as unknown as pg.PoolConfig);
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool }) });
  const first = { getMigrations: async () => ({ '0001-foundation': { up: foundation } }) };
  await new Migrator({ db, provider: first }).migrateToLatest();
  const firm = '00000000-0000-4000-8000-000000000001';
  const now = '2026-01-01T00:00:00Z';
  for (const statement of [
    `insert into firms values ('${firm}', 'Old firm', 'UTC', null, '${now}')`,
    `insert into integrations (firm_id, id, platform, status, organisation, next_sync_at, created_at)
      values ('${firm}', '${firm}', 'xero', 'connected', '{"tenantId":"t","name":"Books","baseCurrency":"NZD","timeZone":"UTC"}', '${now}', '${now}')`,
    `insert into connections (firm_id, id, integration_id, state, organisation, xero_connection_id, tokens, tokens_expire_at, scopes, authorised_by, authorised_at)
      values ('${firm}', '${firm}', '${firm}', 'active', '{}', 'c', 'sealed', '${now}', '{}', 'Ana', '${now}')`,
    `insert into sync_runs (firm_id, id, integration_id, trigger, status, is_full, queued_at, entities)
      values ('${firm}', '${firm}', '${firm}', 'schedule', 'queued', false, '${now}', '{}')`,
    `insert into customers (firm_id, xero_contact_id, name, archived, xero_status, content_hash, xero_updated_at)
      values ('${firm}', 'c1', 'Customer', false, 'ACTIVE', 'x', '${now}')`,
    `insert into invoices (firm_id, xero_invoice_id, xero_contact_id, contact_name, status, currency, sub_total, total_tax, total,
      amount_due, amount_paid, amount_credited, lines, payments, credits, content_hash, xero_updated_at)
      values ('${firm}', 'i1', 'c1', 'Customer', 'AUTHORISED', 'NZD', 1, 0, 1, 1, 0, 0, '[]', '[]', '[]', 'x', '${now}')`,
  ])
    await sql.raw(statement).execute(db);
  await migrate(db);
  const { rows } =
    await sql`select customers.persons, customers.retired_at, invoices.currency_rate::text as rate,
    integrations.status, sync_runs.watermarks, sync_runs.waited_ms::int as waited
    from customers, invoices, integrations, sync_runs`.execute(db);
  expect(rows).toEqual([
    { persons: [], retired_at: null, rate: '1', status: 'connected', watermarks: {}, waited: 0 },
  ]);
  await pool.end();
  await database.close();
});
