import type { Services } from '../services.ts';

/**
 * Calls `hold` every so often until `over` is aborted, for a worker that waits for a slow answer and must not be taken for
 * dead meanwhile. What `hold` throws as `lost` ends the work, by aborting `over` with it; any other failure may pass.
 */
export async function keepHolding(
  services: Services,
  over: AbortController,
  kept: {
    everyMs: number;
    hold: () => Promise<void>;
    lost: new (message?: string) => Error;
    /** For the log: the lease of what, and of which. */
    what: string;
    ids: Record<string, string>;
  },
): Promise<void> {
  while (!over.signal.aborted)
    try {
      await services.clock.sleep(kept.everyMs, over.signal);
      await kept.hold();
    } catch (error) {
      if (error instanceof kept.lost) over.abort(error);
      else if (!over.signal.aborted)
        services.log.warn({ err: error, ...kept.ids }, `the lease of ${kept.what} could not be kept`);
    }
}
