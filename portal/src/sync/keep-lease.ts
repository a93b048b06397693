import type { Services } from '../services.ts';
import { type HeldRun, KEEP_LEASE_MS, keepRun, LeaseLostError } from './lease.ts';
import { createTurn } from './turn.ts';

/** This run has had its turn and others wait for a place: it goes on behind them. */
export class TurnOverError extends Error {}

/**
 * Keeps the lease of a run while its reading waits for slow answers. Ends the reading, by aborting `over`, with
 * LeaseLostError when the run was taken away or ended, and with TurnOverError when its turn is over.
 */
export async function keepLease(
  services: Services,
  run: HeldRun,
  over: AbortController,
  isFull: () => boolean,
): Promise<void> {
  const turn = createTurn(services, run, isFull);
  while (!over.signal.aborted)
    try {
      await services.clock.sleep(KEEP_LEASE_MS, over.signal);
      await services.store.firm(run.firmId, (query) => keepRun(query, services.clock.now(), run));
      if (await turn.isOver()) over.abort(new TurnOverError('This run has had its turn.'));
    } catch (error) {
      if (error instanceof LeaseLostError) over.abort(error);
      else if (!over.signal.aborted)
        services.log.warn({ err: error, runId: run.id }, 'the lease of a sync run could not be kept');
    }
}
