import type { SyncRun } from '@ledgerport/portal/schemas';

/** Runs that are shown as one line: the newest of them, and those before it that failed for the same reason. */
export type RunGroup = { newest: SyncRun; alike: SyncRun[] };

/**
 * Folds runs that failed one after another with the same problem into one group each; every other run stands alone.
 * `runs` come newest first, and so do the groups.
 */
export function foldRuns(runs: readonly SyncRun[]): RunGroup[] {
  const groups: RunGroup[] = [];
  for (const run of runs) {
    const last = groups.at(-1);
    if (last !== undefined && failedAlike(last.newest, run)) last.alike.push(run);
    else groups.push({ newest: run, alike: [] });
  }
  return groups;
}

function failedAlike(one: SyncRun, other: SyncRun): boolean {
  return (
    one.status === 'failed' &&
    other.status === 'failed' &&
    one.problem !== null &&
    one.problem.code === other.problem?.code
  );
}
