import type { Books } from '../books/books.ts';

/** How `where` and `order` read one field of a row. Dates are `YYYY-MM-DD`, instants milliseconds UTC. */
export type Field<R> =
  | { readonly kind: 'text' | 'guid' | 'decimal' | 'date'; read(row: R, books: Books): string | null }
  | { readonly kind: 'instant'; read(row: R): number | null }
  | { readonly kind: 'boolean'; read(row: R, books: Books): boolean };

/** A resource's fields by their Xero name in lower case; nested ones with a dot. */
export type Fields<R> = Readonly<Record<string, Field<R>>>;

/** A field with text of any kind. */
export function text<R>(read: (row: R, books: Books) => string | null): Field<R> {
  return { kind: 'text', read };
}

/** A field that `where` compares with `Guid("…")`. */
export function guid<R>(read: (row: R, books: Books) => string | null): Field<R> {
  return { kind: 'guid', read };
}

/** An amount, as decimal text. */
export function amount<R>(read: (row: R) => string | null): Field<R> {
  return { kind: 'decimal', read };
}

/** A calendar date. */
export function date<R>(read: (row: R) => string | null): Field<R> {
  return { kind: 'date', read };
}

/** A moment in milliseconds UTC. */
export function instant<R>(read: (row: R) => number | null): Field<R> {
  return { kind: 'instant', read };
}

/** A yes or no. */
export function flag<R>(read: (row: R, books: Books) => boolean): Field<R> {
  return { kind: 'boolean', read };
}
