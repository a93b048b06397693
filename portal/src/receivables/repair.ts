import { distrust, findDiffering } from '../store/differing.ts';
import type { Query } from '../store/store.ts';
import type { DriftRecord } from '../store/tables.ts';
import { type MirrorRow, type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';
import { type BooksCredit, CREDITS, creditRow } from './store-credits.ts';
import { type BooksInvoice, INVOICES, invoiceRow } from './store-invoices.ts';

/** What comparing records with the mirror came to: what was wrong without anything having told of it, now repaired. */
export type Repaired = { drift: Omit<DriftRecord, 'entity'>[]; counts: StoredCounts };

/** The name of a document's customer is the customer's own affair; the rest of a document must be as in the books. */
const NOT_COMPARED = ['contact_name'];

/** Compares invoices of the books with the mirror, field by field, and brings it to what they say. */
export function repairInvoices(
  query: Query,
  firmId: string,
  invoices: readonly BooksInvoice[],
): Promise<Repaired> {
  const names = new Map(invoices.map((invoice) => [invoice.id, nameOf(invoice)]));
  return repair(query, firmId, INVOICES, invoices.map(invoiceRow), names);
}

/** Compares credits of the books with the mirror, field by field, and brings it to what they say. */
export function repairCredits(
  query: Query,
  firmId: string,
  credits: readonly BooksCredit[],
): Promise<Repaired> {
  const names = new Map(credits.map((credit) => [credit.id, nameOf(credit)]));
  return repair(query, firmId, CREDITS, credits.map(creditRow), names);
}

function nameOf({ number, customerName }: { number: string | null; customerName: string }): string {
  return number ? `${number}, ${customerName}` : customerName;
}

async function repair(
  query: Query,
  firmId: string,
  table: MirrorTable,
  rows: readonly MirrorRow[],
  names: ReadonlyMap<string, string>,
): Promise<Repaired> {
  const { differences, missing } = await findDiffering(query, firmId, table, rows);
  const drift = new Map<string, Omit<DriftRecord, 'entity'>>();
  for (const { key, column, was, is } of differences) {
    if (NOT_COMPARED.includes(column)) continue;
    const record = drift.get(key) ?? { xeroId: key, name: names.get(key) ?? key, changes: [] };
    record.changes.push({ field: column, was, is });
    drift.set(key, record);
  }
  await distrust(query, firmId, table, [...drift.keys()]);
  const counts = await upsert(query, firmId, table, rows);
  for (const key of missing)
    drift.set(key, {
      xeroId: key,
      name: names.get(key) ?? key,
      changes: [{ field: 'record', was: null, is: 'missing here' }],
    });
  return { drift: [...drift.values()], counts };
}
