import type { SyncStatus } from './schemas.ts';

/** The legal next states of a run. `running → queued` hands an unfinished run to the next worker. */
const NEXT: Record<SyncStatus, readonly SyncStatus[]> = {
  queued: ['running', 'cancelled'],
  running: ['queued', 'succeeded', 'partial', 'failed', 'cancelled'],
  succeeded: [],
  partial: [],
  failed: [],
  cancelled: [],
};

/** The states from which a run may go to `target`: for the `where` of the statement that moves it. */
export function statesBefore(target: SyncStatus): SyncStatus[] {
  return (Object.keys(NEXT) as SyncStatus[]).filter((state) => NEXT[state].includes(target));
}

/** Whether nothing more will happen to a run in this state. */
export function isFinal(status: SyncStatus): boolean {
  return NEXT[status].length === 0;
}

/** The states of a run that waits or runs. */
export const ACTIVE = ['queued', 'running'] as const satisfies readonly SyncStatus[];

/** The states of a run to which nothing more happens. */
export function statesThatEnd(): SyncStatus[] {
  return (Object.keys(NEXT) as SyncStatus[]).filter(isFinal);
}
