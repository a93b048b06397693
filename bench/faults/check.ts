import type { Sandbox } from 'xero-sandbox';
import { differencesBetween } from './differences.ts';
import { readMirror } from './mirror.ts';
import type { SeedStore } from './store.ts';
import { type Differing, readBooks } from './truth.ts';
import { BOOKS, type World } from './world.ts';

/** What must hold at the end, whatever happened. */
export async function check(
  world: World,
  { store, setbacks }: SeedStore,
  what: Differing,
): Promise<string[]> {
  const { firm, sandbox } = world;
  const problems: string[] = [];
  const integration = await store.system((query) =>
    query
      .selectFrom('integrations')
      .selectAll()
      .where('id', '=', firm.integrationId)
      .executeTakeFirstOrThrow(),
  );
  if (integration.status !== 'connected') problems.push(`the integration is ${integration.status}`);
  if (integration.problem) problems.push(`the integration shows the problem ${integration.problem.code}`);
  const runs = await store.system((query) =>
    query.selectFrom('sync_runs').select(['status', 'lease_token']).orderBy('queued_at', 'desc').execute(),
  );
  if (runs[0]?.status !== 'succeeded') problems.push(`the last run ended as ${runs[0]?.status}`);
  if (runs.some(({ lease_token }) => lease_token !== null)) problems.push('a lease is still held');
  const setAside = await store.system((query) =>
    query.selectFrom('set_aside_records').select('reason').execute(),
  );
  if (setAside.length > 0) problems.push(`${setAside.length} records are set aside: ${setAside[0]?.reason}`);
  for (const { table, id } of await setbacks())
    problems.push(`a row of ${table} went back to an older copy: ${id}`);
  const refused = sandbox.requests().filter(({ status, fault }) => status === 429 && fault === null).length;
  if (refused > 0) problems.push(`${refused} calls went beyond Xero's limits`);
  const books = await atRest(sandbox, () => readBooks(sandbox, BOOKS, what));
  return [...problems, ...differencesBetween(books, await readMirror(store, firm.firmId), what)];
}

/** Reads the books outside all limits, and leaves the limits as they were. */
export async function atRest<Result>(sandbox: Sandbox, read: () => Promise<Result>): Promise<Result> {
  sandbox.setLimits('off');
  const result = await read();
  sandbox.setLimits({});
  sandbox.clearRequests();
  return result;
}
