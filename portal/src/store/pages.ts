import { setImmediate } from 'node:timers/promises';
import { type RawBuilder, sql } from 'kysely';

/**
 * Rows a statement: enough to be quick, few enough that the embedded store, which works on this process's own thread,
 * answers a person soon.
 */
export const BATCH = 1_000;

/**
 * Records of the books that one transaction writes. The embedded store works on this process's own thread, so there a
 * batch is small enough that a person's request never waits long for it.
 */
export const WRITTEN_AT_ONCE = { pglite: 250, postgres: 1_000 };

/** All rows in order of their ids, `BATCH` at a time: `read` gives those after an id, at first after null. Others have a turn between. */
export async function* inPages<Row>(
  read: (after: string | null) => Promise<Row[]>,
  idOf: (row: Row) => string,
): AsyncGenerator<Row[]> {
  for (let after: string | null = null; ; ) {
    await setImmediate();
    const rows = await read(after);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return;
    after = idOf(last);
  }
}

/** A list in batches of `BATCH`. Others have a turn between. */
export async function* inBatches<Item>(items: Iterable<Item>): AsyncGenerator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    if (batch.push(item) < BATCH) continue;
    await setImmediate();
    yield batch;
    batch = [];
  }
  await setImmediate();
  if (batch.length > 0) yield batch;
}

/**
 * That a column is one of some ids. The search goes from the first to the last of them in the column's index, and the
 * list is looked at only there: where the planner takes a table for a small one, it would search all of it for each batch.
 */
export function isAmong(column: string, ids: readonly string[], type: 'uuid' | 'text'): RawBuilder<boolean> {
  const name = sql.ref(column);
  const as = sql.raw(type);
  const list = sql`${[...ids]}::text[]`;
  return sql`(${name} between (select min(id) from unnest(${list}) id)::${as} and (select max(id) from unnest(${list}) id)::${as}
    and ${name}::text || '' = any(${list}))`;
}
