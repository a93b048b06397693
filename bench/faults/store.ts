import { sql } from 'kysely';
import { type OpenStore, openEmbedded, openPostgres } from '../../portal/src/store/open.ts';
import type { Query } from '../../portal/src/store/store.ts';
import { type Kind, withDatabase } from '../databases.ts';

/** A row of the mirror that an older copy of itself has overwritten. */
type Setback = { table: string; id: string };

/** A store for one seed after another; it notes by itself when a row of the mirror goes backwards. */
export type SeedStore = {
  readonly store: OpenStore;
  /** Leaves nothing of the seed before. */
  empty(): Promise<void>;
  setbacks(): Promise<Setback[]>;
};

const TRUNCATE_EVERY = 25;

/** Runs `work` on a store of its own: the embedded one in memory, or a database of the server, removed afterwards. */
export async function withSeedStore<Result>(
  kind: Kind,
  work: (store: SeedStore) => Promise<Result>,
): Promise<Result> {
  if (kind === 'pglite') return await useStore(await openEmbedded(null), work);
  return await withDatabase(kind, async (database) => {
    const url = new URL(database.kind === 'postgres' ? database.url : '');
    // Nothing here survives the end of the simulation, so nobody waits for the disk.
    url.searchParams.set('options', '-c synchronous_commit=off');
    return await useStore(await openPostgres(url.href), work);
  });
}

async function useStore<Result>(
  store: OpenStore,
  work: (store: SeedStore) => Promise<Result>,
): Promise<Result> {
  try {
    return await work(await prepare(store));
  } finally {
    await store.close();
  }
}

async function prepare(store: OpenStore): Promise<SeedStore> {
  const tables = await store.system(async (query) => {
    const { rows } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' and table_name not like 'kysely%'`.execute(
      query,
    );
    await watchForSetbacks(query);
    // What the migrations put there is there again at the start of each seed.
    for (const { name } of rows)
      await sql`create table simulated_first.${sql.table(name)} as select * from public.${sql.table(name)}`.execute(
        query,
      );
    return rows.map(({ name }) => name);
  });
  let emptied = 0;
  return {
    store,
    empty: () =>
      store.system(async (query) => {
        emptied += 1;
        // Truncating makes new files, which the embedded store is slow at; deleting leaves dead rows behind.
        const verb = emptied % TRUNCATE_EVERY === 0 ? 'truncate' : 'delete from';
        const statements = [
          ...tables.map((name) => `${verb} "${name}"${verb === 'truncate' ? ' cascade' : ''}`),
          ...tables.map(
            (name) => `insert into "${name}" overriding system value select * from simulated_first."${name}"`,
          ),
          'delete from simulated_setbacks',
        ];
        await sql`set local session_replication_role = replica`.execute(query);
        await sql.raw(`do $$ begin ${statements.join('; ')}; end $$`).execute(query);
      }),
    setbacks: () =>
      store.system(async (query) => {
        const { rows } =
          await sql<Setback>`select relation as "table", row_id as id from simulated_setbacks`.execute(query);
        return rows;
      }),
  };
}

/** By triggers: whatever statement writes a row, none can slip through. */
async function watchForSetbacks(query: Query): Promise<void> {
  await sql`create schema simulated_first`.execute(query);
  await sql`create table simulated_setbacks (relation text not null, row_id text not null)`.execute(query);
  await sql`
    create function note_setback() returns trigger language plpgsql security definer as $$
    begin
      insert into simulated_setbacks values (tg_table_name, to_jsonb(new)->>'id');
      return new;
    end $$`.execute(query);
  const { rows } = await sql<{ name: string }>`
    select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'xero_updated_at'`.execute(query);
  for (const { name } of rows)
    await sql`
      create trigger note_setback after update on ${sql.table(name)} for each row
      when (new.xero_updated_at < old.xero_updated_at) execute function note_setback()`.execute(query);
}
