import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

/** A store that nobody else uses: a data folder for the embedded one, a database for PostgreSQL. */
export type Database = { kind: 'pglite'; dataDir: string } | { kind: 'postgres'; url: string };
export type Kind = Database['kind'];

const SERVER =
  process.env.BENCH_DATABASE_URL ||
  process.env.TEST_DATABASE_URL ||
  'postgres://postgres@127.0.0.1:5432/test';

/** The stores to measure: the embedded one, and PostgreSQL where a server answers. */
export async function reachableKinds(): Promise<Kind[]> {
  try {
    await onServer('select 1');
    return ['pglite', 'postgres'];
  } catch (error) {
    const { host } = new URL(SERVER);
    process.stdout.write(
      `PostgreSQL is left out: ${host} cannot be used (${error instanceof Error ? error.message : error}). BENCH_DATABASE_URL names another.\n`,
    );
    return ['pglite'];
  }
}

/** Runs `work` on an empty store of that kind, and removes the store again. */
export async function withDatabase<Result>(
  kind: Kind,
  work: (database: Database) => Promise<Result>,
): Promise<Result> {
  if (kind === 'pglite') {
    const dataDir = await mkdtemp(join(tmpdir(), 'ledgerport-bench-'));
    return await work({ kind, dataDir }).finally(() => rm(dataDir, { recursive: true, force: true }));
  }
  const name = `ledgerport_bench_${randomBytes(6).toString('hex')}`;
  await onServer(`create database ${name}`);
  const url = new URL(SERVER);
  url.pathname = `/${name}`;
  return await work({ kind, url: url.href }).finally(() => onServer(`drop database ${name} with (force)`));
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
