import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../clock.ts';

/** A clock for tests: `sleep` ends when `run` has moved the time there; no real time passes. */
export type VirtualClock = Clock & {
  /** The sleeps that were asked for so far, in milliseconds. */
  slept: number[];
  /** Moves the time from sleeper to sleeper until the work is done, and gives its result. */
  run<T>(work: Promise<T>): Promise<T>;
};

export function createVirtualClock(start = Date.UTC(2026, 4, 1, 10)): VirtualClock {
  let now = start;
  const slept: number[] = [];
  let sleepers: { at: number; wake: () => void }[] = [];

  return {
    slept,
    now: () => new Date(now),
    sleep(ms, signal) {
      slept.push(ms);
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      if (signal?.aborted) reject(signal.reason);
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      sleepers.push({ at: now + ms, wake: resolve });
      return promise;
    },
    async run(work) {
      let isDone = false;
      const end = () => {
        isDone = true;
      };
      work.then(end, end);
      while (!isDone) {
        // Everything that can go on at this moment does, before the time moves.
        await setImmediate();
        const next = sleepers.toSorted((one, other) => one.at - other.at)[0];
        if (!next || isDone) continue;
        sleepers = sleepers.filter((sleeper) => sleeper !== next);
        now = Math.max(now, next.at);
        next.wake();
      }
      return work;
    },
  };
}
