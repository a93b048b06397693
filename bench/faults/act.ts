import type { BooksVerbs } from 'xero-sandbox';
import type { Random } from './random.ts';

/** What the accountant can work on, by ids; of tax rates, by type, only those of their own making. */
export type Known = Record<
  'contacts' | 'invoices' | 'credits' | 'payments' | 'groups' | 'themes' | 'taxRates',
  string[]
>;

/** One thing that the accountant does; the answer says what, after "the accountant". */
export type Act = (verbs: BooksVerbs, known: Known, random: Random) => string;
