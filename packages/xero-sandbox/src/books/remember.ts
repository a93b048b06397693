import type { Books } from './books.ts';
import type { CollectionName } from './collections.ts';

/**
 * Remembers what was worked out from some collections until one of them changes, inside a transaction too; nothing
 * is worked out before somebody asks. The books stay as they are.
 */
export function remember<T>(
  collections: readonly CollectionName[],
  work: (books: Books) => T,
): (books: Books) => T {
  const kept = new WeakMap<Books, { readonly versions: readonly number[]; readonly value: T }>();
  return (books) => {
    const versions = collections.map((name) => books.rows[name].version);
    const known = kept.get(books);
    if (known?.versions.every((version, index) => version === versions[index])) return known.value;
    const value = work(books);
    kept.set(books, { versions, value });
    return value;
  };
}
