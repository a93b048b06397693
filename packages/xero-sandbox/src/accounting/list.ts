import type { OrderedRows } from '../books/ordered-rows.ts';
import type { Row } from '../books/rows.ts';
import type { Call } from './call.ts';
import { envelope, wantsJson } from './envelope.ts';
import type { Fields } from './fields.ts';
import { searchesTooMuch } from './high-volume.ts';
import { matchingSince, type Tail } from './matching.ts';
import { isNotModified, notModified, readModifiedSince } from './modified-since.ts';
import { isNaturalOrder, orderRows } from './order.ts';
import { readPage } from './paging.ts';
import { highVolume } from './problems.ts';
import { compileWhere, type Predicate } from './where/compile.ts';

/** What tells one list from another; the steps of reading it are the same for all. */
export interface List<R extends Row> {
  /** The name of the rows in the envelope. */
  readonly collection: string;
  readonly rows: OrderedRows<R>;
  readonly fields: Fields<R>;
  /** False where Xero ignores If-Modified-Since (its OpenAPI document says which lists know it). */
  readonly modifiedSince: boolean;
  /** Tests beside `where`; an undefined one is none. */
  readonly filters: readonly (Predicate<R> | undefined)[];
  /** Whether this call gets a page or everything at once. */
  readonly paged: boolean;
  present(row: R): object;
  /** The bytes of the row's JSON, where they are worth keeping; left out: what `present` gives is written anew. */
  readonly json?: ((row: R) => Buffer) | undefined;
}

/**
 * Answers a list: rows since If-Modified-Since (found by seeking, not by scanning), filters, `where`,
 * `order`, then the page. Ends in a QueryProblem for a `where` or `order` that cannot be read.
 */
export function answerList<R extends Row>(call: Call, list: List<R>): Response {
  const { books, query } = call;
  if (searchesTooMuch(call, list.collection, list.rows.all().length, list.paged))
    return highVolume(list.collection);
  const order = query.get('order');
  const since = list.modifiedSince ? readModifiedSince(call.ifModifiedSince) : undefined;
  const matching = matchingOf(call, list, since);
  const count = matching.rows.length - matching.from;
  if (isNotModified(call, since, count)) return notModified();
  const isNatural = !order || isNaturalOrder(order, list.fields);
  const ordered = isNatural ? matching : whole(orderRows(rowsOf(matching), order, list.fields, books));
  const write: (row: R) => object = (list.json && wantsJson(call) && list.json) || list.present;
  if (!list.paged) return envelope(call, list.collection, rowsOf(ordered).map(write));
  const { page, pageSize } = readPage(query);
  const first = ordered.from + (page - 1) * pageSize;
  return envelope(call, list.collection, ordered.rows.slice(first, first + pageSize).map(write), {
    page,
    pageSize,
    pageCount: Math.ceil(count / pageSize),
    itemCount: count,
  });
}

function matchingOf<R extends Row>(call: Call, list: List<R>, instant: number | undefined): Tail<R> {
  const { books, query, switches } = call;
  const since = instant ?? Number.NEGATIVE_INFINITY;
  const from = switches.modifiedSince === 'inclusive' ? since : since + 1;
  const changed: Tail<R> = { rows: list.rows.all(), from: list.rows.firstSince(from) };
  const filters = list.filters.filter((test) => test !== undefined);
  const clause = query.get('where');
  if (!clause) return filters.length === 0 ? changed : whole(match(rowsOf(changed), filters));
  const test = compileWhere(clause, list.fields, books);
  if (filters.length === 0) return matchingSince(books, list.rows, from, { clause, test });
  // The filters first: they keep few rows, such as those of some ids, and only these are then tested.
  return whole(match(rowsOf(changed), [...filters, test]));
}

function whole<R>(rows: readonly R[]): Tail<R> {
  return { rows, from: 0 };
}

function rowsOf<R>({ rows, from }: Tail<R>): readonly R[] {
  return from === 0 ? rows : rows.slice(from);
}

function match<R>(rows: readonly R[], tests: readonly Predicate<R>[]): readonly R[] {
  const [only, ...others] = tests;
  if (!only) return rows;
  return rows.filter(others.length === 0 ? only : (row) => tests.every((test) => test(row)));
}
