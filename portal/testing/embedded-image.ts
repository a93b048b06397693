import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import type { TestProject } from 'vitest/node';
import { startJobs } from '../src/jobs.ts';
import { createLog } from '../src/log.ts';
import { openEmbedded } from '../src/store/open.ts';

/** Makes the embedded store once for all test files: creating it takes seconds, loading its image a fraction of one. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = mkdtempSync(join(tmpdir(), 'ledgerport-test-'));
  const store = await openEmbedded(folder);
  const jobs = await startJobs(store, createLog('silent'), undefined);
  await jobs.stop();
  await store.close();
  const database = await PGlite.create(join(folder, 'store'));
  const image = await database.dumpDataDir('none');
  await database.close();
  const file = join(folder, 'image.tar');
  writeFileSync(file, Buffer.from(await image.arrayBuffer()));
  project.provide('embeddedImage', file);
  return () => rmSync(folder, { recursive: true, force: true });
}
