import type { Books } from './books/books.ts';
import type { Clock } from './clock.ts';
import type { OrganisationSeed } from './seed/organisation.ts';

/** All organisations and what they were seeded from; the two lists go side by side. */
export interface Seeding {
  readonly seeds: OrganisationSeed[];
  readonly organisations: Books[];
  open(seed: OrganisationSeed): Books;
}

/**
 * Seeds an organisation anew, with documents up to today and under another tenant id, as Xero does with a Demo
 * Company about every 28 days (as integrators reported). The old books are gone.
 */
export function resetOrganisation({ seeds, organisations, open }: Seeding, clock: Clock, old: Books): Books {
  const index = organisations.indexOf(old);
  const was = seeds[index];
  if (!was) throw new Error(`${old.organisation.name} has no seed.`);
  const seed = { ...was, resets: (was.resets ?? 0) + 1, resetOn: clock.now().toISOString().slice(0, 10) };
  const books = open(seed);
  seeds[index] = seed;
  organisations[index] = books;
  return books;
}
