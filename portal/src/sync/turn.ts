import { sql } from 'kysely';
import type { Services } from '../services.ts';
import type { HeldRun } from './lease.ts';

/** How long a run keeps its place while others wait for one. */
export const TURN_MS = 60_000;
/** A run that waits no longer than this is about to be taken by a free place. */
const SOON_TAKEN_MS = 5_000;

/**
 * Watches that a run does not keep its place from others: a first read of large books takes hours at Xero's limits. Its
 * turn is over a minute after it was taken, if no place is free, others wait, and it is among those that had their place
 * for longest, as many as wait. One that has not come further since it was taken stays, or it would begin the same page
 * for ever.
 */
export function createTurn(
  services: Services,
  run: HeldRun,
  isFull: () => boolean,
): { isOver(): Promise<boolean> } {
  const takenAt = services.clock.now();
  const atFirst = watermarks(services, run);
  // Heard of when it is asked for.
  atFirst.catch(() => {});
  return {
    async isOver() {
      const now = services.clock.now().getTime();
      if (now - takenAt.getTime() < TURN_MS || !isFull()) return false;
      const waiting = new Date(now - SOON_TAKEN_MS);
      const isWanted = await services.store.system(async (query) => {
        const { rows } = await sql<{ wanted: boolean }>`
          select (select count(*) from (select from sync_runs where status = 'queued' and nudged_at <= ${waiting} limit 1000) waiting)
            > (select count(*) from sync_runs where status = 'running' and taken_at < ${takenAt} and taken_at <= ${new Date(now - TURN_MS)}) as wanted`.execute(
          query,
        );
        return rows[0]?.wanted === true;
      });
      return isWanted && (await watermarks(services, run)) !== (await atFirst);
    },
  };
}

/** How far the run has come, to be compared. */
async function watermarks(services: Services, run: HeldRun): Promise<string> {
  const rows = await services.store.firm(run.firmId, (query) =>
    query
      .selectFrom('sync_watermarks')
      .select(['entity', 'watermark'])
      .where('firm_id', '=', run.firmId)
      .where('integration_id', '=', run.integrationId)
      .orderBy('entity')
      .execute(),
  );
  return JSON.stringify(rows);
}
