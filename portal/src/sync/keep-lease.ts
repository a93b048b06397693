import type { Services } from '../services.ts';
import { keepHolding } from './keep-holding.ts';
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
  await keepHolding(services, over, {
    everyMs: KEEP_LEASE_MS,
    async hold() {
      await services.store.firm(run.firmId, (query) => keepRun(query, services.clock.now(), run));
      if (await turn.isOver()) over.abort(new TurnOverError('This run has had its turn.'));
    },
    lost: LeaseLostError,
    what: 'a sync run',
    ids: { runId: run.id },
  });
}
