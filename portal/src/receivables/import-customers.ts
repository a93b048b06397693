import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { type ImportCounts, importRows, withdrawMissing } from './import-rows.ts';
import { CUSTOMERS, customerColumns } from './store-customers.ts';

/** A customer as a file has it; `number` tells it from the firm's other customers. */
export type FileCustomer = { number: string; name: string; email: string | null; phone: string | null };

/** A customer that a file brought, by the key that its invoices name. */
export type ImportedCustomer = { key: string; number: string; name: string; email: string | null };

/** The key, in place of Xero's id, of a customer or invoice that came by a file. */
export function fileKey(number: string): string {
  return `csv:${number}`;
}

/**
 * Stores customers from a file, by their number; with `dry` nothing is written. In a `complete` list the firm's
 * customers that it leaves out are archived. @returns what was done, or would be
 */
export async function importCustomers(
  query: Query,
  firmId: string,
  customers: readonly FileCustomer[],
  how: { at: Date; dry: boolean; complete: boolean },
): Promise<ImportCounts & { withdrawn: number }> {
  const rows = customers.map(({ number, name, email, phone }) =>
    customerColumns({
      id: fileKey(number),
      name,
      email,
      phone,
      accountNumber: number,
      status: 'ACTIVE',
      persons: [],
      groups: [],
      contactNumber: null,
      defaultCurrency: null,
      mergedInto: null,
    }),
  );
  const use = { holds: sql<boolean>`not archived`, end: sql`archived = true, xero_status = 'ARCHIVED'` };
  const withdrawn = how.complete ? await withdrawMissing(query, firmId, CUSTOMERS, rows, use, how) : 0;
  return { ...(await importRows(query, firmId, CUSTOMERS, rows, how)), withdrawn };
}

/** The firm's customers that came by a file. */
export async function readImportedCustomers(query: Query, firmId: string): Promise<ImportedCustomer[]> {
  const rows = await query
    .selectFrom('customers')
    .select(['xero_contact_id as key', 'account_number as number', 'name', 'email'])
    .where('firm_id', '=', firmId)
    .where('xero_contact_id', 'like', 'csv:%')
    .where('retired_at', 'is', null)
    .execute();
  return rows.map((row) => ({ ...row, number: row.number ?? '' }));
}
