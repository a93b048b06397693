import type { Books } from '../books/books.ts';
import type { AccountRow, ContactRow, InvoiceRow, OrganisationRow, PaymentRow } from '../books/rows.ts';
import type { IdentityContent } from '../identity/identity.ts';
import type { OrganisationSeed } from '../seed/organisation.ts';

/** Rises with every change of the format or of what a seed gives. */
export const VERSION = 1;

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
  readonly identity: IdentityContent;
  readonly changes: Readonly<Record<string, Changes>>;
}

/** The rows of one organisation that differ from its seed. */
export interface Changes {
  readonly organisation: OrganisationRow;
  readonly accounts: readonly AccountRow[];
  readonly contacts: readonly ContactRow[];
  readonly invoices: readonly InvoiceRow[];
  readonly payments: readonly PaymentRow[];
}

/** What changed in the books since they were seeded. */
export function changesOf(books: Books): Changes {
  return {
    organisation: books.organisation,
    accounts: books.accounts.changed(),
    contacts: books.contacts.changed(),
    invoices: books.invoices.changed(),
    payments: books.payments.changed(),
  };
}

/** Puts saved changes back onto freshly seeded books. */
export function applyChanges(books: Books, changes: Changes): void {
  books.organisation = changes.organisation;
  for (const row of changes.accounts) books.accounts.put(row);
  for (const row of changes.contacts) books.contacts.put(row);
  for (const row of changes.invoices) books.invoices.put(row);
  for (const row of changes.payments) books.payments.put(row);
}
