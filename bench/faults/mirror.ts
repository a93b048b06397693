import { sql } from 'kysely';
import type { Store } from '../../portal/src/store/store.ts';
import { amount, type Facts, type Piece, type Records, sorted, words } from './truth.ts';

/** What tells a record of each kind from the others, as the books know it. */
const IDS: Record<string, string> = {
  accounts: 'xero_account_id',
  customers: 'xero_contact_id',
  invoices: 'xero_invoice_id',
  credits: 'xero_credit_id',
  recorded_payments: 'xero_payment_id',
};

/** The kinds of `book_settings`. */
const SETTINGS = ['currencies', 'tax_rates', 'branding_themes', 'customer_groups'];

/** Columns that hold amounts. */
const AMOUNTS = new Set([
  ...[
    'sub_total',
    'total_tax',
    'total',
    'amount_due',
    'amount_paid',
    'amount_credited',
    'remaining',
    'amount',
  ],
  'currency_rate',
  'rate',
]);

type Part = Record<string, unknown>;

/** Columns that hold parts of a record, and the facts of a part in the order in which the books' are read. */
const PARTS: Record<string, (part: Part) => Piece> = {
  lines: (line) => [
    words(line.description),
    words(line.itemCode),
    amount(line.quantity),
    amount(line.unitAmount),
    amount(line.discountRate),
    amount(line.taxAmount),
    amount(line.lineAmount),
  ],
  payments: payment,
  refunds: payment,
  credits: (credit) => [
    words(credit.id),
    words(credit.kind),
    words(credit.number),
    words(credit.creditedOn),
    amount(credit.amount),
  ],
  allocations: (allocation) => [
    words(allocation.invoiceId),
    amount(allocation.amount),
    words(allocation.allocatedOn),
  ],
  groups: (group) => [words(group.id), words(group.name)],
  persons: (person) => [words(person.name), words(person.email), String(person.inEmails)],
};

function payment(each: Part): Piece {
  return [words(each.id), words(each.paidOn), amount(each.amount), words(each.reference)];
}

/**
 * The firm's mirror, row by row, in the form in which the books are read. A document of a contact that was merged into
 * another counts as that one's, as the mirror itself takes it.
 */
export async function readMirror(store: Store, firmId: string): Promise<Records> {
  const records: Records = {};
  for (const [table, id] of Object.entries(IDS)) {
    const { rows } = await store.system((query) =>
      sql<Part>`select * from ${sql.table(table)} where firm_id = ${firmId}`.execute(query),
    );
    // What has gone from the books is kept for its history, but counts no more.
    const used = rows.filter((row) => (row.retired_at ?? null) === null);
    records[table] = new Map(used.map((row) => [String(row[id]), factsOf(row)]));
  }
  const { rows } = await store.system((query) =>
    sql<{ kind: string; key: string; name: string; details: Part }>`
      select kind, key, name, details from book_settings where firm_id = ${firmId}`.execute(query),
  );
  for (const setting of SETTINGS) {
    const ofKind = rows.filter(({ kind }) => kind === setting);
    records[setting] = new Map(ofKind.map(({ key, name, details }) => [key, factsOf({ name, ...details })]));
  }
  const customers = records.customers ?? new Map<string, Facts>();
  for (const document of [...(records.invoices?.values() ?? []), ...(records.credits?.values() ?? [])])
    document.xero_contact_id = livingContact(customers, document.xero_contact_id ?? '');
  return records;
}

function livingContact(customers: ReadonlyMap<string, Facts>, id: string): string {
  const into = customers.get(id)?.merged_into;
  return into ? livingContact(customers, into) : id;
}

function factsOf(row: Part): Facts {
  return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, factOf(column, value)]));
}

function factOf(column: string, value: unknown): string | null {
  const parts = PARTS[column];
  if (parts) return sorted((value as Part[]).map(parts));
  if (AMOUNTS.has(column)) return amount(value);
  if (value instanceof Date) return value.toISOString();
  return typeof value === 'boolean' ? String(value) : words(value);
}
