import type { Books } from './books.ts';
import type { OrderedRows } from './ordered-rows.ts';
import type { Row } from './rows.ts';

/** The rows that the envelope calls by that name, such as `Invoices`; undefined when the books have none of them. */
export function rowsNamed(books: Books, collection: string): OrderedRows<Row> | undefined {
  const wanted = collection.toLowerCase();
  for (const [name, rows] of Object.entries(books.rows)) {
    if (name.toLowerCase() === wanted) return rows;
  }
  return undefined;
}

/** Stamps rows anew, as an edit of something that no answer shows would: they move to the end of the order. */
export function touchRows(books: Books, collection: string, ids: readonly string[]): void {
  const rows = rowsNamed(books, collection);
  for (const id of ids) {
    const row = rows?.get(id);
    if (row) rows?.put({ ...row, updatedAt: books.clock.now().getTime() });
  }
}
