import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import pg from 'pg';
import { inject } from 'vitest';
import { type OpenStore, openEmbedded, openPostgres } from '../src/store/open.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A file that holds the image of a migrated embedded store. */
    embeddedImage: string;
  }
}

/** The backends every store test runs on: the embedded one, and PostgreSQL where `TEST_DATABASE_URL` names one. */
export const BACKENDS: readonly OpenStore['kind'][] = process.env.TEST_DATABASE_URL
  ? ['pglite', 'postgres']
  : ['pglite'];

/** A fresh, migrated store of its own; `close` also removes its database. `url` is set on PostgreSQL. */
export async function openTestStore(
  kind: OpenStore['kind'],
): Promise<OpenStore & { url: string | undefined }> {
  if (kind === 'pglite') {
    const store = await openEmbedded(null, new Blob([readFileSync(inject('embeddedImage'))]));
    return { ...store, url: undefined };
  }
  const server = process.env.TEST_DATABASE_URL ?? '';
  const name = `ledgerport_test_${randomBytes(6).toString('hex')}`;
  await onServer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const store = await openPostgres(url.href);
  const close = async () => {
    await store.close();
    await onServer(server, `drop database ${name} with (force)`);
  };
  return { ...store, close, url: url.href };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement).finally(() => client.end());
}
