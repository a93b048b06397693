import { setTimeout as wait } from 'node:timers/promises';

/** The one source of time: everything that waits, expires or is scheduled reads it, so that a test can move it. */
export type Clock = {
  now(): Date;
  /** Resolves after `ms` milliseconds; rejects with the signal's reason when aborted. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
  now: () => new Date(),
  sleep: async (ms, signal) => {
    await wait(ms, undefined, { ...(signal && { signal }), ref: false });
  },
};
