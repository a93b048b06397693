import { setTimeout as realTime } from 'node:timers/promises';
import type { TestClock } from './test-clock.ts';

/**
 * Lets a test's clock run on, a quarter of a second each turn, until `work` is done: for work that waits by the clock. It
 * stands still while `isBusy`: on a slow machine minutes would else pass within one statement.
 */
export async function runWithTime<Result>(
  clock: TestClock,
  work: Promise<Result>,
  isBusy: () => boolean = () => false,
): Promise<Result> {
  let done = false;
  const finished = work.finally(() => {
    done = true;
  });
  // The rejection is the caller's to see, through `finished` at the end.
  finished.catch(() => {});
  while (!done) {
    await realTime(2);
    if (!isBusy()) clock.advance(250);
  }
  return await finished;
}
