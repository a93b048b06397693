import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { fileKey } from './import-customers.ts';
import { type ImportCounts, type ImportTable, importRows, withdrawMissing } from './import-rows.ts';

const INVOICES: ImportTable = {
  name: 'invoices',
  key: 'xero_invoice_id',
  columns: {
    xero_invoice_id: 'text',
    xero_contact_id: 'text',
    contact_name: 'text',
    number: 'text',
    reference: 'text',
    status: 'text',
    currency: 'text',
    sub_total: 'numeric',
    total_tax: 'numeric',
    total: 'numeric',
    amount_due: 'numeric',
    amount_paid: 'numeric',
    amount_credited: 'numeric',
    issued_on: 'date',
    due_on: 'date',
    lines: 'jsonb',
    payments: 'jsonb',
    credits: 'jsonb',
  },
};

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
  const rows = invoices.map((invoice) => ({
    xero_invoice_id: fileKey(invoice.number),
    xero_contact_id: invoice.customerKey,
    contact_name: invoice.customerName,
    number: invoice.number,
    reference: invoice.reference,
    status: invoice.settled ? 'PAID' : 'AUTHORISED',
    currency: invoice.currency,
    sub_total: invoice.subTotal,
    total_tax: invoice.totalTax,
    total: invoice.total,
    amount_due: invoice.amountDue,
    amount_paid: invoice.amountPaid,
    amount_credited: invoice.amountCredited,
    issued_on: invoice.issuedOn,
    due_on: invoice.dueOn,
    lines: [],
    payments: [],
    credits: [],
  }));
  const use = { holds: sql<boolean>`status = 'AUTHORISED'`, end: sql`status = 'VOIDED', amount_due = 0` };
  const withdrawn = how.complete ? await withdrawMissing(query, firmId, INVOICES, rows, use, how) : 0;
  return { ...(await importRows(query, firmId, INVOICES, rows, how)), withdrawn };
}
