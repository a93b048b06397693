import type { ColumnType, Generated } from 'kysely';
import type { Decimal, DefaultJson, Instant, Json, MaybeInstant } from './columns.ts';

export type CreditKind = 'credit_note' | 'overpayment' | 'prepayment';

export type CreditAllocation = { invoiceId: string; amount: string; allocatedOn: string | null };

export type CustomerPerson = { name: string; email: string | null; inEmails: boolean };

export type CustomerGroup = { id: string; name: string };

export type InvoiceLine = {
  description: string | null;
  itemCode: string | null;
  quantity: string | null;
  unitAmount: string | null;
  discountRate: string | null;
  taxAmount: string | null;
  lineAmount: string | null;
};

export type InvoicePayment = { id: string; paidOn: string | null; amount: string; reference: string | null };

export type InvoiceCredit = {
  id: string;
  kind: 'credit_note' | 'overpayment' | 'prepayment';
  number: string | null;
  creditedOn: string | null;
  amount: string;
};

/** The mirror of what customers owe and have on credit. */
export type ReceivablesTables = {
  customers: {
    firm_id: string;
    id: Generated<string>;
    xero_contact_id: string;
    name: string;
    email: string | null;
    phone: string | null;
    account_number: string | null;
    archived: boolean;
    xero_status: string;
    persons: DefaultJson<CustomerPerson[]>;
    groups: DefaultJson<CustomerGroup[]>;
    contact_number: string | null;
    default_currency: string | null;
    /** Xero's id of the contact that lives on, when this one was merged into it. */
    merged_into: string | null;
    content_hash: string;
    xero_updated_at: Instant;
    /** Set when the books that it belongs to were replaced and the new ones have no counterpart: history, never owed. */
    retired_at: MaybeInstant;
  };
  invoices: {
    firm_id: string;
    id: Generated<string>;
    xero_invoice_id: string;
    xero_contact_id: string;
    contact_name: string;
    number: string | null;
    reference: string | null;
    status: string;
    currency: string;
    sub_total: Decimal;
    total_tax: Decimal;
    total: Decimal;
    amount_due: Decimal;
    amount_paid: Decimal;
    amount_credited: Decimal;
    issued_on: string | null;
    due_on: string | null;
    paid_on: string | null;
    lines: Json<InvoiceLine[]>;
    payments: Json<InvoicePayment[]>;
    credits: Json<InvoiceCredit[]>;
    /** How much of the invoice's currency one unit of the base currency was, as Xero gives it. */
    currency_rate: ColumnType<Decimal, Decimal | undefined, Decimal>;
    branding_theme_id: string | null;
    content_hash: string;
    xero_updated_at: Instant;
    retired_at: MaybeInstant;
  };
  credits: {
    firm_id: string;
    id: Generated<string>;
    kind: CreditKind;
    xero_credit_id: string;
    xero_contact_id: string;
    contact_name: string;
    number: string | null;
    reference: string | null;
    status: string;
    currency: string;
    currency_rate: Decimal;
    sub_total: Decimal;
    total_tax: Decimal;
    total: Decimal;
    remaining: Decimal;
    issued_on: string | null;
    lines: Json<InvoiceLine[]>;
    allocations: Json<CreditAllocation[]>;
    refunds: Json<InvoicePayment[]>;
    content_hash: string;
    xero_updated_at: Instant;
    retired_at: MaybeInstant;
  };
  /** Payments of invoices as the books record them, whoever took the money. */
  recorded_payments: {
    firm_id: string;
    id: Generated<string>;
    xero_payment_id: string;
    status: string;
    paid_on: string | null;
    amount: Decimal;
    currency_rate: Decimal;
    reference: string | null;
    reconciled: boolean;
    xero_account_id: string | null;
    xero_invoice_id: string | null;
    xero_batch_id: string | null;
    content_hash: string;
    xero_updated_at: Instant;
    retired_at: MaybeInstant;
  };
};
