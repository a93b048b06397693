import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, describe, expect, test } from 'vitest';
import { BACKENDS, openTestStore } from '../../testing/test-store.ts';

describe.each(BACKENDS)('the store on %s', async (kind) => {
  const store = await openTestStore(kind);
  afterAll(() => store.close());

  const addFirm = async () => {
    const id = randomUUID();
    await store.system((query) =>
      query
        .insertInto('firms')
        .values({ id, name: 'Firm', time_zone: 'UTC', created_at: new Date(0) })
        .execute(),
    );
    await store.firm(id, (query) =>
      query
        .insertInto('customers')
        .values({
          firm_id: id,
          xero_contact_id: 'c1',
          name: 'Ana',
          archived: false,
          xero_status: 'ACTIVE',
          content_hash: '',
          xero_updated_at: new Date(0),
        })
        .execute(),
    );
    return id;
  };

  test('a firm sees its own rows and no other firm’s', async () => {
    const [one, two] = [await addFirm(), await addFirm()];
    const seen = await store.firm(one, (query) => query.selectFrom('customers').select('firm_id').execute());
    expect(seen).toEqual([{ firm_id: one }]);
    const foreign = await store.firm(one, (query) =>
      query.selectFrom('customers').selectAll().where('firm_id', '=', two).execute(),
    );
    expect(foreign).toEqual([]);
  });

  test('a firm cannot write a row for another firm', async () => {
    const [one, two] = [await addFirm(), await addFirm()];
    const write = store.firm(one, (query) =>
      query
        .insertInto('customers')
        .values({
          firm_id: two,
          xero_contact_id: 'c2',
          name: 'Bo',
          archived: false,
          xero_status: 'ACTIVE',
          content_hash: '',
          xero_updated_at: new Date(0),
        })
        .execute(),
    );
    await expect(write).rejects.toThrow(/row-level security/);
  });

  test('a query without a firm sees nothing', async () => {
    await addFirm();
    const tables = await store.system((query) =>
      sql<{ name: string }>`select tablename as name from pg_policies where policyname = 'own_firm'`.execute(
        query,
      ),
    );
    expect(tables.rows.length).toBeGreaterThan(10);
    for (const { name } of tables.rows) {
      const rows = await store.system(async (query) => {
        await sql`set local role ledgerport_firm`.execute(query);
        return (await sql`select * from ${sql.table(name)}`.execute(query)).rows;
      });
      expect(rows, name).toEqual([]);
    }
  });

  test('a firm reaches neither users nor sessions', async () => {
    const firm = await addFirm();
    for (const table of ['users', 'sessions', 'password_resets'] as const)
      await expect(
        store.firm(firm, (query) => query.selectFrom(table).selectAll().execute()),
      ).rejects.toThrow(/permission denied/);
  });

  test('every table with a firm has it first in its key and is guarded by row-level security', async () => {
    const rows = await store.system((query) =>
      sql<{ table: string; first: string; guarded: boolean }>`
        select c.relname as table, c.relrowsecurity as guarded,
          (select attname from pg_attribute where attrelid = c.oid and attnum = i.indkey[0]) as first
        from pg_class c join pg_index i on i.indrelid = c.oid and i.indisprimary
        join pg_attribute a on a.attrelid = c.oid and a.attname = 'firm_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and c.relname <> 'mails'`.execute(
        query,
      ),
    );
    expect(rows.rows.length).toBeGreaterThan(10);
    for (const row of rows.rows) expect(row).toMatchObject({ first: 'firm_id', guarded: true });
  });

  test('a transaction inside a transaction is refused rather than left waiting for itself', async () => {
    await expect(store.system(() => store.system(async () => 1))).rejects.toThrow(/inside another/);
  });

  test('dates stay dates and amounts stay exact', async () => {
    const { rows } = await store.system((query) =>
      sql`select '2026-03-01'::date as day, 12345678901234.567::numeric as amount`.execute(query),
    );
    expect(rows).toEqual([{ day: '2026-03-01', amount: '12345678901234.567' }]);
  });
});
