import type { Facts, Records } from './truth.ts';

/** More would tell nothing new. */
const MOST_TOLD = 8;

/** Kinds that only a daily run reads. */
const READ_DAILY = ['accounts'];

/** All differences, or those only that Xero's time of change tells of: what changes without one is found once a day. */
export type Differing = 'all' | 'stamped';

/** Where the mirror is not as the books are, a line for each fact; none when they are equal. */
export function differencesBetween(books: Records, mirror: Records, what: Differing): string[] {
  const kinds = Object.keys(books).filter((kind) => what === 'all' || !READ_DAILY.includes(kind));
  const lines = kinds.flatMap((kind) => ofKind(kind, books[kind], mirror[kind], what));
  const more = lines.length - MOST_TOLD;
  return more > 0 ? [...lines.slice(0, MOST_TOLD), `and ${more} more`] : lines;
}

function ofKind(
  kind: string,
  books: ReadonlyMap<string, Facts> | undefined,
  mirror: ReadonlyMap<string, Facts> | undefined,
  what: Differing,
): string[] {
  const lines: string[] = [];
  for (const [id, facts] of books ?? []) {
    const copy = mirror?.get(id);
    if (!copy) lines.push(`${kind} ${id} is missing in the mirror`);
    else if (what === 'all' || copy.xero_updated_at !== facts.xero_updated_at)
      for (const [name, value] of Object.entries(facts))
        if (name in copy && copy[name] !== value)
          lines.push(`${kind} ${id}: ${name} is ${value} in the books and ${copy[name]} in the mirror`);
  }
  for (const id of mirror?.keys() ?? [])
    if (!books?.has(id)) lines.push(`${kind} ${id} is in the mirror and not in the books`);
  return lines;
}
