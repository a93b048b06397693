import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../portal/src/clock.ts';

/** A clock that runs like the machine's and can be moved ahead of it. */
export type MovedClock = Clock & {
  /** The same clock, whose sleepers let the time pass at once. */
  readonly hurried: Clock;
};

const LOOK_EVERY_MS = 20;
/** A moment between two steps, in which others who sleep find that their time has come. */
const STEP_MS = 4_000;
const BETWEEN_STEPS_MS = 30;

/** Makes such a clock; `moved` is told of each move, so that another clock can keep up. */
export function createMovedClock(moved: (ms: number) => Promise<void>): MovedClock {
  let ahead = 0;
  const now = () => new Date(Date.now() + ahead);
  return {
    now,
    async sleep(ms, signal) {
      const until = now().getTime() + ms;
      for (let left = ms; left > 0; left = until - now().getTime())
        await sleep(Math.min(left, LOOK_EVERY_MS), undefined, { signal });
    },
    hurried: {
      now,
      async sleep(ms, signal) {
        const until = now().getTime() + ms;
        for (let left = ms; left > 0; left = until - now().getTime()) {
          await sleep(Math.min(left, BETWEEN_STEPS_MS), undefined, { signal });
          const step = Math.max(0, Math.min(until - now().getTime(), STEP_MS));
          ahead += step;
          await moved(step);
        }
      },
    },
  };
}
