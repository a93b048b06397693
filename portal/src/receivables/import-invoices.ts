import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { fileKey } from './import-customers.ts';
import { type ImportCounts, importRows, withdrawMissing } from './import-rows.ts';
import { INVOICES, invoiceColumns } from './store-invoices.ts';

/** An invoice as a file has it. Amounts are decimal strings whose sum is checked already, dates `YYYY-MM-DD`. */
export type FileInvoice = {
  number: string;
  customerKey: string;
  customerName: string;
  reference: string | null;
  currency: string;
  subTotal: string;
  totalTax: string;
  total: string;
  amountDue: string;
  amountPaid: string;
  amountCredited: string;
  issuedOn: string;
  dueOn: string | null;
  settled: boolean;
};

/**
 * Stores invoices from a file, by their number; with `dry` nothing is written. In a `complete` list the firm's open
 * invoices that it leaves out are withdrawn: they become voided and are owed no more.
 * @returns what was done, or would be
 */
export async function importInvoices(
  query: Query,
  firmId: string,
  invoices: readonly FileInvoice[],
  how: { at: Date; dry: boolean; complete: boolean },
): Promise<ImportCounts & { withdrawn: number }> {
  const rows = invoices.map(({ settled, customerKey, ...invoice }) =>
    invoiceColumns({
      ...invoice,
      id: fileKey(invoice.number),
      customerId: customerKey,
      status: settled ? 'PAID' : 'AUTHORISED',
      currencyRate: '1',
      brandingThemeId: null,
      paidOn: null,
      lines: [],
      payments: [],
      credits: [],
    }),
  );
  const use = { holds: sql<boolean>`status = 'AUTHORISED'`, end: sql`status = 'VOIDED', amount_due = 0` };
  const withdrawn = how.complete ? await withdrawMissing(query, firmId, INVOICES, rows, use, how) : 0;
  return { ...(await importRows(query, firmId, INVOICES, rows, how)), withdrawn };
}
