import type { Books } from '../books/books.ts';
import { COLLECTION_NAMES } from '../books/collections.ts';
import { firstSince, type OrderedRows } from '../books/ordered-rows.ts';
import { remember } from '../books/remember.ts';
import type { Row } from '../books/rows.ts';
import type { Predicate } from './where/compile.ts';

interface Matching {
  readonly clause: string;
  readonly since: number;
  readonly rows: readonly Row[];
}

/** The rows of a list from an index on. No copy is made: one for each page of a million rows keeps the garbage collector busy. */
export interface Tail<R> {
  readonly rows: readonly R[];
  readonly from: number;
}

/** Testing so few rows anew costs less than keeping them. */
const FEW = 2_000;

/** The last matching of each list; a filter may look anything up, so all is forgotten when anything changes. */
const lastMatchings = remember(COLLECTION_NAMES, () => new Map<OrderedRows<Row>, Matching>());

/**
 * The rows changed at or after the instant that a `where` holds for, in order. They are kept until anything in the
 * books changes: page by page a reader asks for the same, and every page counts all the rows behind it.
 */
export function matchingSince<R extends Row>(
  books: Books,
  rows: OrderedRows<R>,
  since: number,
  where: { readonly clause: string; readonly test: Predicate<R> },
): Tail<R> {
  const from = rows.firstSince(since);
  if (rows.all().length - from <= FEW) return { rows: rows.all().slice(from).filter(where.test), from: 0 };
  const { clause } = where;
  const kept = lastMatchings(books);
  const known = kept.get(rows);
  if (known?.clause === clause && known.since <= since) {
    // What is kept for these rows was made of these rows, which the map cannot say.
    const matching = known.rows as readonly R[];
    return { rows: matching, from: firstSince(matching, since) };
  }
  const matching = rows.all().slice(from).filter(where.test);
  kept.set(rows, { clause, since, rows: matching });
  return { rows: matching, from: 0 };
}
