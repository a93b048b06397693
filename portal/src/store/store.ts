import { AsyncLocalStorage } from 'node:async_hooks';
import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './tables.ts';

export type Query = Transaction<Tables>;

/** The only two ways to the rows. Each call is one transaction; they do not nest. */
export type Store = {
  readonly kind: 'pglite' | 'postgres';
  /** Runs `work` as the firm: row-level security shows its rows and no others. */
  firm<Result>(firmId: string, work: (query: Query) => Promise<Result>): Promise<Result>;
  /** Runs `work` over all firms: for sign-in, staff's overview and the scheduler, never with a customer's input as a filter. */
  system<Result>(work: (query: Query) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
};

/** Wraps a database connection pool; `end` is called once, by `close`. */
export function createStore(db: Kysely<Tables>, kind: Store['kind'], end: () => Promise<void>): Store {
  // The embedded store has one connection: a transaction opened inside another would wait for itself for ever.
  const inside = new AsyncLocalStorage<true>();
  const transaction = <Result>(work: (query: Query) => Promise<Result>) => {
    if (inside.getStore()) throw new Error('A transaction of the store was opened inside another one.');
    return inside.run(true, () => db.transaction().execute(work));
  };
  return {
    kind,
    firm: (firmId, work) =>
      transaction(async (query) => {
        await sql`select set_config('ledgerport.firm_id', ${firmId}, true), set_config('role', 'ledgerport_firm', true)`.execute(
          query,
        );
        return await work(query);
      }),
    system: transaction,
    close: end,
  };
}
