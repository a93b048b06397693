import type { Query } from '../store/store.ts';

/** Runs one of the many short parts of a large work, in a transaction of its own or within one that is open. */
export type Step = <Result>(work: (query: Query) => Promise<Result>) => Promise<Result>;

/** All parts in the one open transaction. */
export function within(query: Query): Step {
  return (work) => work(query);
}
