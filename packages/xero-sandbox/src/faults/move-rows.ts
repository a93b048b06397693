import type { Books } from '../books/books.ts';
import { rowsNamed, touchRows } from '../books/touch-rows.ts';
import type { Random } from '../seed/random.ts';
import type { Touch } from './fault.ts';

/** Edits the rows that a fault names. `answer` is the list that is about to leave, as JSON or XML. */
export function moveRows(books: Books, touch: Touch, answer: string, random: Random): void {
  const count = touch.count ?? 1;
  if (touch.which === 'first-of-page') {
    touchRows(books, touch.collection, idsIn(answer, touch.collection).slice(0, count));
  } else if (touch.which === 'random') {
    const left = (rowsNamed(books, touch.collection)?.all() ?? []).map(({ id }) => id);
    const ids: string[] = [];
    while (ids.length < count && left.length > 0) ids.push(...left.splice(random.below(left.length), 1));
    touchRows(books, touch.collection, ids);
  } else {
    touchRows(books, touch.collection, touch.which);
  }
}

/** The ids of an answer's rows, in its order. */
function idsIn(answer: string, collection: string): string[] {
  const name = `${collection.replace(/ies$/, 'y').replace(/s$/, '')}ID`;
  const found = answer.matchAll(new RegExp(`["<]${name}["]?[>:]"?([0-9a-f-]{36})`, 'gi'));
  // A row may name itself in its parts too, such as an allocation the document that it belongs to.
  return [...new Set([...found].map(([, id = '']) => id.toLowerCase()))];
}
