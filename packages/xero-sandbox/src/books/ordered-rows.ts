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

  /** The index of the first row changed at or after the instant (milliseconds UTC). */
  firstSince(instant: number): number {
    return this.#seek({ id: '', updatedAt: instant });
  }

  /** Adds a row, or replaces the one with the same id. */
  put(row: R): void {
    const old = this.#byId.get(row.id);
    if (old) this.#rows.splice(this.#seek(old), 1);
    this.#rows.splice(this.#seek(row), 0, row);
    this.#byId.set(row.id, row);
    this.#changed.add(row.id);
  }

  /** The rows that were put since the seed: what a saved state has to hold. */
  changed(): R[] {
    return [...this.#changed].flatMap((id) => this.#byId.get(id) ?? []);
  }

  #seek(target: Row): number {
    let low = 0;
    let high = this.#rows.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const row = this.#rows[middle];
      if (row && compare(row, target) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function compare(left: Row, right: Row): number {
  if (left.updatedAt !== right.updatedAt) return left.updatedAt - right.updatedAt;
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0;
}
