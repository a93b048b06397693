import type { Query } from '../store/store.ts';
import type { CreditAllocation, CreditKind, InvoiceLine, InvoicePayment } from '../store/tables.ts';
import { type MirrorRow, type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';

export const CREDITS: MirrorTable = {
  name: 'credits',
  key: 'xero_credit_id',
  columns: {
    kind: 'text',
    xero_credit_id: 'text',
    xero_contact_id: 'text',
    contact_name: 'text',
    number: 'text',
    reference: 'text',
    status: 'text',
    currency: 'text',
    currency_rate: 'numeric',
    sub_total: 'numeric',
    total_tax: 'numeric',
    total: 'numeric',
    remaining: 'numeric',
    issued_on: 'date',
    lines: 'jsonb',
    allocations: 'jsonb',
    refunds: 'jsonb',
  },
  outOfUse: "stored.status in ('VOIDED', 'DELETED')",
};

/** What stands to a customer's credit, as the books have it. Amounts are decimal strings, dates `YYYY-MM-DD`. */
export type BooksCredit = {
  kind: CreditKind;
  id: string;
  customerId: string;
  customerName: string;
  number: string | null;
  reference: string | null;
  status: string;
  currency: string;
  currencyRate: string;
  subTotal: string;
  totalTax: string;
  total: string;
  /** What has been neither applied to invoices nor paid back. */
  remaining: string;
  issuedOn: string | null;
  lines: InvoiceLine[];
  allocations: CreditAllocation[];
  refunds: InvoicePayment[];
  updatedAt: Date;
};

/** Brings these credits of the mirror to what the books say. */
export function storeCredits(
  query: Query,
  firmId: string,
  credits: readonly BooksCredit[],
): Promise<StoredCounts> {
  return upsert(query, firmId, CREDITS, credits.map(creditRow));
}

/** The credit as the mirror keeps it. */
export function creditRow(credit: BooksCredit): MirrorRow {
  return {
    kind: credit.kind,
    xero_credit_id: credit.id,
    xero_contact_id: credit.customerId,
    contact_name: credit.customerName,
    number: credit.number,
    reference: credit.reference,
    status: credit.status,
    currency: credit.currency,
    currency_rate: credit.currencyRate,
    sub_total: credit.subTotal,
    total_tax: credit.totalTax,
    total: credit.total,
    remaining: credit.remaining,
    issued_on: credit.issuedOn,
    lines: credit.lines,
    allocations: credit.allocations,
    refunds: credit.refunds,
    xero_updated_at: credit.updatedAt.toISOString(),
  };
}
