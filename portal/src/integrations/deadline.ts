import type { Clock } from '../clock.ts';

/** The end of waiting for an answer: whoever waits is told so, whatever comes of the question. */
export class DeadlinePassed extends Error {}

/** Does work that is given a signal, which aborts with DeadlinePassed once `ms` milliseconds are over by the clock. */
export async function withDeadline<Result>(
  clock: Clock,
  ms: number,
  work: (deadline: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const deadline = new AbortController();
  const done = new AbortController();
  clock.sleep(ms, done.signal).then(
    () => deadline.abort(new DeadlinePassed(`There was no answer within ${ms / 1000} seconds.`)),
    () => {},
  );
  try {
    return await work(deadline.signal);
  } finally {
    done.abort();
  }
}

/**
 * What the question comes to, or the signal's reason once it aborts. The question itself goes on: a refresh that is
 * under way has to end in stored tokens, since Xero may have replaced the old ones.
 */
export async function inTime<Value>(signal: AbortSignal, question: Promise<Value>): Promise<Value> {
  const { promise: over, reject } = Promise.withResolvers<never>();
  const end = () => reject(signal.reason);
  signal.addEventListener('abort', end);
  if (signal.aborted) end();
  try {
    return await Promise.race([question, over]);
  } finally {
    signal.removeEventListener('abort', end);
  }
}
