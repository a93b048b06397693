import { execFile } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './portal-process.ts';

const run = promisify(execFile);

/** Where PostgreSQL's own programs are on this machine, the newest first; undefined where there are none. */
export const POSTGRES_PROGRAMS: string | undefined = globSync([
  '/usr/lib/postgresql/*/bin/pg_ctl',
  '/usr/pgsql-*/bin/pg_ctl',
  '/opt/homebrew/opt/postgresql@*/bin/pg_ctl',
])
  .toSorted()
  .map(dirname)
  .at(-1);

/** A PostgreSQL server of the test's own, in a temporary folder. */
export type DatabaseServer = {
  /** Its superuser's address, to the database `postgres`. */
  url: string;
  /** Ends it as a crash does, without a word to its clients, and starts it again. */
  restart(): Promise<void>;
  close(): Promise<void>;
};

/** Starts a server of its own. It never runs as root, so for root it is the user `postgres` that does. */
export async function startDatabaseServer(): Promise<DatabaseServer> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerport-postgres-'));
  const owner = userInfo().uid === 0 ? await idsOf('postgres') : {};
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const program = (name: string, ...values: string[]) =>
    run(join(POSTGRES_PROGRAMS ?? '', name), values, { ...owner, cwd: folder });
  const options = `-p ${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder} -c fsync=on`;
  const control = (...values: string[]) =>
    program('pg_ctl', '-D', data, '-w', '-l', join(folder, 'log'), ...values);
  await program('initdb', '-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync');
  await control('start', '-o', options);
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    restart: async () => void (await control('restart', '-m', 'immediate', '-o', options)),
    async close() {
      await control('stop', '-m', 'immediate');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function idsOf(user: string): Promise<{ uid?: number; gid?: number }> {
  const [uid, gid] = await Promise.all(['-u', '-g'].map((what) => run('id', [what, user])));
  return { uid: Number(uid?.stdout), gid: Number(gid?.stdout) };
}
