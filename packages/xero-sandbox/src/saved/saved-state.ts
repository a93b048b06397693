import type { KeptAnswer } from '../accounting/writing/idempotency.ts';
import type { Books } from '../books/books.ts';
import type { CollectionName, RowLists } from '../books/collections.ts';
import type { JournalEntry } from '../books/ledger/ledger.ts';
import type { OrganisationRow } from '../books/rows.ts';
import type { IdentityContent } from '../identity/identity.ts';
import type { OrganisationSeed } from '../seed/organisation.ts';
import type { Switches } from '../switches.ts';
import type { WebhooksContent } from '../webhooks/webhooks.ts';

/** Rises with every change of the format or of what a seed gives. */
export const VERSION = 2;

/**
 * What a state file holds: how the organisations were seeded, and what changed since. The seed is
 * repeatable, so the file stays small however large the books are.
 */
export interface SavedState {
  readonly format: 'xero-sandbox';
  readonly version: typeof VERSION;
  readonly seed: number;
  readonly today: string;
  readonly organisations: readonly OrganisationSeed[];
  readonly clockOffset: number;
  /** The switches that are not at their default. */
  readonly switches?: Partial<Switches>;
  /** The webhook subscription with the events that were not delivered yet, when there is one. */
  readonly webhooks?: WebhooksContent | undefined;
  /** The answers that a call with the same Idempotency-Key still gets. */
  readonly answers?: readonly KeptAnswer[];
  readonly identity: IdentityContent;
  readonly changes: Readonly<Record<string, Changes>>;
}

/** What of one organisation differs from its seed. */
export interface Changes {
  readonly organisation: OrganisationRow;
  /** The rates of all currencies, those that were added among them. */
  readonly rates: Readonly<Record<string, string>>;
  /** The rows that were added or changed; a collection without any is left out. */
  readonly rows: RowLists;
  /** What was posted to the ledger, in that order. */
  readonly journals: readonly JournalEntry[];
}

/** What changed in the books since they were seeded. */
export function changesOf(books: Books): Changes {
  const changed = Object.entries(books.rows).map(([name, rows]) => [name, rows.changed()] as const);
  return {
    organisation: books.organisation,
    rates: books.rates,
    rows: Object.fromEntries(changed.filter(([, rows]) => rows.length > 0)),
    journals: books.ledger.posted(),
  };
}

/** Puts saved changes back onto freshly seeded books, in the state and order that they were in. Nothing is posted anew. */
export function applyChanges(books: Books, changes: Changes): void {
  books.organisation = changes.organisation;
  books.rates = changes.rates;
  for (const [name, collection] of Object.entries(books.rows)) {
    // A list holds rows of the collection that it is named after, which Object.entries cannot say.
    for (const row of changes.rows[name as CollectionName] ?? []) collection.put(row as never);
  }
  books.ledger.restore(changes.journals);
}
