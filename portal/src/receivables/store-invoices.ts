import type { Query } from '../store/store.ts';
import type { InvoiceCredit, InvoiceLine, InvoicePayment } from '../store/tables.ts';
import { type MirrorRow, type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';

export const INVOICES: MirrorTable = {
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
    currency_rate: 'numeric',
    branding_theme_id: 'text',
    sub_total: 'numeric',
    total_tax: 'numeric',
    total: 'numeric',
    amount_due: 'numeric',
    amount_paid: 'numeric',
    amount_credited: 'numeric',
    issued_on: 'date',
    due_on: 'date',
    paid_on: 'date',
    lines: 'jsonb',
    payments: 'jsonb',
    credits: 'jsonb',
  },
  outOfUse: "stored.status in ('VOIDED', 'DELETED')",
};

/** An invoice as the books have it. Amounts are decimal strings, dates `YYYY-MM-DD`, `updatedAt` the books' own instant. */
export type BooksInvoice = {
  id: string;
  customerId: string;
  customerName: string;
  number: string | null;
  reference: string | null;
  status: string;
  currency: string;
  /** How much of the currency one unit of the base currency is. */
  currencyRate: string;
  brandingThemeId: string | null;
  subTotal: string;
  totalTax: string;
  total: string;
  amountDue: string;
  amountPaid: string;
  amountCredited: string;
  issuedOn: string | null;
  dueOn: string | null;
  paidOn: string | null;
  lines: InvoiceLine[];
  payments: InvoicePayment[];
  credits: InvoiceCredit[];
  updatedAt: Date;
};

/** Brings these invoices of the mirror to what the books say. */
export function storeInvoices(
  query: Query,
  firmId: string,
  invoices: readonly BooksInvoice[],
): Promise<StoredCounts> {
  return upsert(query, firmId, INVOICES, invoices.map(invoiceRow));
}

/** The invoice as the mirror keeps it. */
export function invoiceRow(invoice: BooksInvoice): MirrorRow {
  return { ...invoiceColumns(invoice), xero_updated_at: invoice.updatedAt.toISOString() };
}

/** What the mirror keeps of an invoice, but for when it changed. */
export function invoiceColumns(invoice: Omit<BooksInvoice, 'updatedAt'>): MirrorRow {
  return {
    xero_invoice_id: invoice.id,
    xero_contact_id: invoice.customerId,
    contact_name: invoice.customerName,
    number: invoice.number,
    reference: invoice.reference,
    status: invoice.status,
    currency: invoice.currency,
    currency_rate: invoice.currencyRate,
    branding_theme_id: invoice.brandingThemeId,
    sub_total: invoice.subTotal,
    total_tax: invoice.totalTax,
    total: invoice.total,
    amount_due: invoice.amountDue,
    amount_paid: invoice.amountPaid,
    amount_credited: invoice.amountCredited,
    issued_on: invoice.issuedOn,
    due_on: invoice.dueOn,
    paid_on: invoice.paidOn,
    lines: invoice.lines,
    payments: invoice.payments,
    credits: invoice.credits,
  };
}
