import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { Db } from 'pg-boss';
import { messageOf } from '../message-of.ts';
import { lockDataDir } from './lock.ts';
import { migrate } from './migrate.ts';
import { createStore, type Store } from './store.ts';
import type { Tables } from './tables.ts';

/** The store, with what the job queue needs to live in the same database. */
export type OpenStore = Store & { readonly jobsDatabase: Db };

const DATE = 1082;
const types: pg.CustomTypesConfig = {
  // An accounting date is no instant: the driver would make one, in this machine's zone.
  getTypeParser: (type, format) =>
    type === DATE ? (text: string) => text : pg.types.getTypeParser(type, format),
};

/**
 * Opens the embedded store under `dataDir` (or in memory when it is null), taking its lock, and migrates it.
 * @param image a data folder to start from, as `PGlite.dumpDataDir` gives it
 * @throws StoreLockedError when another process holds the folder.
 */
export async function openEmbedded(dataDir: string | null, image?: Blob): Promise<OpenStore> {
  const unlock = dataDir === null ? () => {} : lockDataDir(dataDir);
  try {
    const database = await PGlite.create({
      ...(dataDir !== null && { dataDir: join(dataDir, 'store') }),
      ...(image && { loadDataDir: image }),
    });
    const pool = new pg.Pool({ ...createPgConfig(database), max: 1, types } as unknown as pg.PoolConfig);
    const listen: Db['listen'] = async (channel, onNotification, onReconnect) => {
      const stop = await database.listen(channel, onNotification);
      onReconnect();
      return { close: () => stop() };
    };
    const end = async () => {
      await pool.end();
      await database.close();
      unlock();
    };
    return await prepare(pool, 'pglite', end, listen);
  } catch (error) {
    unlock();
    throw error;
  }
}

/**
 * Opens a PostgreSQL server and migrates it. A server that goes away later and comes back is used again by itself: what
 * is asked meanwhile ends in an error that `isStoreAway` tells. @throws Error with one line when it cannot be used.
 */
export async function openPostgres(url: string): Promise<OpenStore> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    types,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  });
  // Without a listener a connection that breaks would end the process. While it is idle the pool tells of it, and the
  // next query opens a new one; while it is in use only the connection itself does, and the next statement fails.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  try {
    (await pool.connect()).release();
  } catch (error) {
    throw new Error(`DATABASE_URL names a server that cannot be used: ${messageOf(error)}`, { cause: error });
  }
  return await prepare(pool, 'postgres', () => pool.end(), undefined);
}

async function prepare(
  pool: pg.Pool,
  kind: Store['kind'],
  end: () => Promise<void>,
  listen: Db['listen'] | undefined,
): Promise<OpenStore> {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  await migrate(db as unknown as Kysely<never>);
  const jobsDatabase: Db = {
    executeSql: (text, values) => executeSql(pool, text, values),
    ...(listen && { listen }),
  };
  return { ...createStore(db, kind, end), jobsDatabase };
}

/** Runs the queue's statements on a connection of their own; a failed block is rolled back before the connection returns. */
async function executeSql(pool: pg.Pool, text: string, values?: unknown[]): Promise<{ rows: unknown[] }> {
  const client = await pool.connect();
  try {
    const result: pg.QueryResult | pg.QueryResult[] = await client.query(text, values);
    return { rows: Array.isArray(result) ? result.flatMap((one) => one.rows ?? []) : result.rows };
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}
