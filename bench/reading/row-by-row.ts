import type { Database } from '../databases.ts';
import { startProcess } from '../processes.ts';
import type { BenchSandbox } from '../sandbox.ts';
import type { Reader } from './reader.ts';
import type { RowByRowQuestion, Way } from './row-by-row-process.ts';

/** Runs `work` with another way as a reader, in a process of its own. */
export async function withRowByRow<Result>(
  way: Way,
  database: Database,
  sandbox: BenchSandbox,
  work: (reader: Reader) => Promise<Result>,
): Promise<Result> {
  const { url, tenantId } = sandbox;
  const accessToken = await sandbox.accessToken();
  const other = await startProcess('reading/row-by-row-process.ts', {
    way,
    database,
    books: { url, tenantId, accessToken },
  });
  const ask = <Answer>(about: RowByRowQuestion['about']) => other.ask<Answer>({ about });
  try {
    return await work({ read: () => ask('read'), copy: () => ask('copy'), usage: () => ask('usage') });
  } finally {
    await other.stop();
  }
}
