import { notFound } from '../answers.ts';
import type { Books } from '../books/books.ts';
import type { OrderedRows } from '../books/ordered-rows.ts';
import type { Row } from '../books/rows.ts';
import type { Call } from './call.ts';
import { envelope } from './envelope.ts';
import type { Fields } from './fields.ts';
import { answerList } from './list.ts';
import type { Detail, UnitDecimals } from './present/detail.ts';
import type { Answer } from './resource.ts';
import type { Predicate } from './where/compile.ts';

/** What tells the reads of one kind of record from those of another. */
export interface Listing<R extends Row> {
  /** As the envelope names the records. */
  readonly collection: string;
  rows(books: Books): OrderedRows<R>;
  readonly fields: Fields<R>;
  /** Whether If-Modified-Since counts. */
  readonly modifiedSince: boolean;
  /** Whether `page` gives a page; everything at once otherwise. */
  readonly paged: boolean;
  /** Tests beside `where`; an undefined one is none. */
  filters?(call: Call): readonly (Predicate<R> | undefined)[];
  /** The record that a path's key names when it is not its id. */
  find?(books: Books, key: string): R | undefined;
  present(books: Books, row: R, detail: Detail, unitDecimals: UnitDecimals): object;
}

/** The read of all records, of a page of them when `page` is given. */
export function listOf<R extends Row>(listing: Listing<R>): Answer {
  return (call) => {
    const paged = listing.paged && call.query.get('page') !== undefined;
    const unitDecimals = unitDecimalsOf(call);
    return answerList(call, {
      collection: listing.collection,
      rows: listing.rows(call.books),
      fields: listing.fields,
      modifiedSince: listing.modifiedSince,
      filters: listing.filters?.(call) ?? [],
      paged,
      present: (row) => listing.present(call.books, row, paged ? 'page' : 'list', unitDecimals),
    });
  };
}

/** The read of one record by its id, or by whatever else it goes by. */
export function oneOf<R extends Row>(listing: Listing<R>): Answer {
  return (call, key = '') => {
    const row = findOf(listing, call.books, key);
    if (!row) return notFound();
    return envelope(call, listing.collection, [
      listing.present(call.books, row, 'one', unitDecimalsOf(call)),
    ]);
  };
}

/** The record that a path's key names. */
export function findOf<R extends Row>(
  listing: Pick<Listing<R>, 'rows' | 'find'>,
  books: Books,
  key: string,
): R | undefined {
  return listing.rows(books).get(key.toLowerCase()) ?? listing.find?.(books, key);
}

/** Whether the call wants unit amounts with four decimals. */
export function unitDecimalsOf(call: Call): UnitDecimals {
  return call.query.get('unitdp') === '4' ? 4 : 2;
}
