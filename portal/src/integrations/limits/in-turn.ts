/** Lets callers of one kind go one after the other, in the order they came, each until its `work` has ended. */
export type InTurn = <Result>(
  kind: string,
  signal: AbortSignal | undefined,
  work: () => Promise<Result>,
) => Promise<Result>;

/**
 * Queues of one process: only the first of each asks the database, however many wait behind it. A caller that is aborted
 * leaves its queue at once with the signal's reason.
 */
export function createQueues(): InTurn {
  const lasts = new Map<string, Promise<void>>();
  return async (kind, signal, work) => {
    const before = lasts.get(kind);
    const { promise: over, resolve } = Promise.withResolvers<void>();
    lasts.set(kind, over);
    try {
      if (before) await orAborted(before, signal);
      return await work();
    } finally {
      // One that was aborted had no turn to pass on yet: those behind it still wait for those before it.
      void Promise.resolve(before).then(() => {
        if (lasts.get(kind) === over) lasts.delete(kind);
        resolve();
      });
    }
  };
}

function orAborted(before: Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  if (!signal) return before;
  signal.throwIfAborted();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const abort = () => reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  void before.then(resolve);
  return promise.finally(() => signal.removeEventListener('abort', abort));
}
