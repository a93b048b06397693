import { readFileSync } from 'node:fs';
import { inject } from 'vitest';
import { type OpenStore, openEmbedded, openPostgres } from '../src/store/open.ts';
import { createTestDatabase } from './test-database.ts';

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
  const { url, drop } = await createTestDatabase();
  const store = await openPostgres(url);
  const close = async () => {
    await store.close();
    await drop();
  };
  return { ...store, close, url };
}
