import type { Differing, Facts, Records } from './truth.ts';

/** More would tell nothing new. */
const MOST_TOLD = 8;

/** Where the mirror is not as the books are, a line for each fact; none when equal. Kinds that were not read are left out. */
export function differencesBetween(books: Records, mirror: Records, what: Differing): string[] {
  const lines = Object.keys(books).flatMap((kind) => ofKind(kind, books[kind], mirror[kind], what));
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
    if (what === 'stamped' && hasCancelledOut(facts, copy)) continue;
    if (!copy) lines.push(`${kind} ${id} is missing in the mirror`);
    else if (what === 'all' || copy.xero_updated_at !== facts.xero_updated_at)
      for (const [name, value] of Object.entries(facts))
        if (copy[name] !== value)
          lines.push(`${kind} ${id}: ${name} is ${value} in the books and ${copy[name]} in the mirror`);
  }
  for (const id of mirror?.keys() ?? [])
    if (!books?.has(id)) lines.push(`${kind} ${id} is in the mirror and not in the books`);
  return lines;
}

/**
 * An over- or prepayment on which as much stands to credit as the mirror says, for the same customer: what came and was
 * paid back in between has moved no account, and is read with the daily run.
 */
function hasCancelledOut(facts: Facts, copy: Facts | undefined): boolean {
  if (facts.kind !== 'overpayment' && facts.kind !== 'prepayment') return false;
  const nothing: Facts = {
    remaining: '0',
    allocations: '[]',
    xero_contact_id: facts.xero_contact_id ?? null,
  };
  const known = copy ?? nothing;
  return ['remaining', 'allocations', 'xero_contact_id'].every((name) => known[name] === facts[name]);
}
