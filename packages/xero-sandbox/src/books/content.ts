import type { RowLists } from './collections.ts';
import type { OrganisationRow } from './rows.ts';

/** Everything that one organisation holds, as it is handed to `Books`. */
export interface BooksContent {
  readonly organisation: OrganisationRow;
  readonly rows: RowLists;
  /** Currency code → units of that currency for one unit of the base currency, as decimal text. */
  readonly rates: Readonly<Record<string, string>>;
}
