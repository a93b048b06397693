import type { Row } from './rows.ts';

/**
 * Rows in the order in which Xero lists them: UpdatedDateUTC, then id (Xero's paging documentation).
 *
 * A row is never changed in place. `put` takes the old copy out of its position and inserts the new one by
 * binary search, so a touched row moves towards the end at once and a read from an instant onwards seeks.
 */
export class OrderedRows<R extends Row> {
  readonly #rows: R[];
  readonly #byId: Map<string, R>;
  readonly #changed = new Set<string>();
  // Methods rather than functions, so that rows of one kind still pass where any rows will do.
  readonly #watchers: { tell(row: R, old: R | undefined): void }[] = [];
  #version = 0;
  /** What each row was before the open transaction touched it; undefined outside of one. */
  #before: Map<string, R | undefined> | undefined;

  /** Takes the rows over; they may come in any order. */
  constructor(rows: R[]) {
    this.#rows = rows.sort(compare);
    this.#byId = new Map(rows.map((row) => [row.id, row]));
  }

  get(id: string): R | undefined {
    return this.#byId.get(id);
  }

  /** Every row in order. The array is live: read it before the next `put`. */
  all(): readonly R[] {
    return this.#rows;
  }

  /** Grows with every change, also with those of an open transaction and those that are taken back. */
  get version(): number {
    return this.#version;
  }

  /** The index of the first row changed at or after the instant (milliseconds UTC). */
  firstSince(instant: number): number {
    return firstSince(this.#rows, instant);
  }

  /**
   * Adds a row, or replaces the one with the same id. Of two edits of one row the second waits for the first: its time of
   * change never goes back, even where the clock does.
   */
  put(changed: R): void {
    const old = this.#byId.get(changed.id);
    const row = old && changed.updatedAt < old.updatedAt ? { ...changed, updatedAt: old.updatedAt } : changed;
    if (old?.updatedAt === row.updatedAt) {
      // It keeps its place; moving the rows behind it twice would make a change of very many rows slow.
      this.#rows[this.#seek(old)] = row;
    } else {
      this.#take(old);
      this.#rows.splice(this.#seek(row), 0, row);
    }
    this.#byId.set(row.id, row);
    this.#changed.add(row.id);
    this.#version += 1;
    if (!this.#before) this.#tell(row, old);
    else if (!this.#before.has(row.id)) this.#before.set(row.id, old);
  }

  /** Puts what `change` makes of each row that passes the test. */
  replace(test: (row: R) => boolean, change: (row: R) => R): void {
    for (const row of this.#rows.filter(test)) this.put(change(row));
  }

  /** From here on changes can be taken back, and watchers hear of them at the end only. */
  begin(): void {
    this.#before = new Map();
  }

  /** Ends the transaction: its changes stay, and watchers hear once of each row. */
  commit(): void {
    const before = this.#before;
    this.#before = undefined;
    for (const [id, old] of before ?? []) {
      const row = this.#byId.get(id);
      if (row) this.#tell(row, old);
    }
  }

  /** Ends the transaction and takes its changes back. */
  rollback(): void {
    if (this.#before?.size) this.#version += 1;
    for (const [id, old] of this.#before ?? []) {
      this.#take(this.#byId.get(id));
      if (old) this.#rows.splice(this.#seek(old), 0, old);
      if (old) this.#byId.set(id, old);
      else this.#byId.delete(id);
    }
    this.#before = undefined;
  }

  /** Calls back after each change from now on, with what the row was before; undefined for a new one. */
  watch(tell: (row: R, old: R | undefined) => void): void {
    this.#watchers.push({ tell });
  }

  /** The rows that were put since the seed: what a saved state has to hold. */
  changed(): R[] {
    return [...this.#changed].flatMap((id) => this.#byId.get(id) ?? []);
  }

  #take(row: R | undefined): void {
    if (row) this.#rows.splice(this.#seek(row), 1);
  }

  #tell(row: R, old: R | undefined): void {
    for (const watcher of this.#watchers) watcher.tell(row, old);
  }

  #seek(target: Row): number {
    return seek(this.#rows, target);
  }
}

/** The index of the first of ordered rows that was changed at or after the instant (milliseconds UTC). */
export function firstSince(rows: readonly Row[], instant: number): number {
  return seek(rows, { id: '', updatedAt: instant });
}

function seek(rows: readonly Row[], target: Row): number {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const row = rows[middle];
    if (row && compare(row, target) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(left: Row, right: Row): number {
  if (left.updatedAt !== right.updatedAt) return left.updatedAt - right.updatedAt;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
