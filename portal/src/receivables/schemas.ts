import { z } from '@hono/zod-openapi';
import { accountingDate, identifier, instant, listQuery, money } from '../shapes.ts';

/**
 * What one customer owes in one currency; `overdue` is the part past its due date in the organisation's zone, `credit`
 * what is left of credit notes, over- and prepayments, and `balance` what is due less what is on credit.
 */
export const balance = z.object({
  currency: z.string(),
  due: money,
  overdue: money,
  credit: money,
  balance: money,
});

export const customer = z
  .object({
    id: identifier,
    xeroContactId: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    accountNumber: z.string().nullable(),
    archived: z.boolean(),
    balance: z.array(balance),
    openInvoices: z.number().int(),
    updatedAt: instant,
    /** The people who get documents beside the main address. */
    persons: z.array(z.object({ name: z.string(), email: z.string().nullable(), inEmails: z.boolean() })),
    groups: z.array(z.string()),
    /** The customer that lives on, when this one was merged into it in Xero. */
    mergedInto: z.object({ id: identifier, name: z.string() }).nullable(),
    /** Belongs to books that were replaced and have no counterpart in the new ones. */
    isHistory: z.boolean(),
  })
  .openapi('Customer');
export type Customer = z.infer<typeof customer>;

export const customerQuery = listQuery.extend({
  q: z.string().trim().max(200).optional(),
  /** `active` (the default), `archived`, `owing` or `all`. */
  show: z.enum(['active', 'archived', 'owing', 'all']).default('active'),
  sort: z.enum(['name', '-name', 'due', '-due']).default('name'),
});

/** An invoice's state as Xero has it, in the product's words. */
export const invoiceStatus = z.enum([
  'draft',
  'submitted',
  'authorised',
  'paid',
  'voided',
  'deleted',
  'unknown',
]);

export const invoice = z
  .object({
    id: identifier,
    xeroInvoiceId: z.string(),
    number: z.string().nullable(),
    reference: z.string().nullable(),
    status: invoiceStatus,
    currency: z.string(),
    total: money,
    amountDue: money,
    amountPaid: money,
    amountCredited: money,
    issuedOn: accountingDate.nullable(),
    dueOn: accountingDate.nullable(),
    /** Due before today in the organisation's zone and not settled. */
    overdue: z.boolean(),
    customer: z.object({ id: identifier.nullable(), name: z.string() }),
    /** Belongs to books that were replaced and has no counterpart in the new ones. */
    isHistory: z.boolean(),
  })
  .openapi('Invoice');
export type Invoice = z.infer<typeof invoice>;

export const invoiceDetail = invoice
  .extend({
    subTotal: money,
    totalTax: money,
    paidOn: accountingDate.nullable(),
    updatedAt: instant,
    /** Null for an invoice that is in no books in Xero that the firm is connected to. */
    xeroUrl: z.url().nullable(),
    lines: z.array(
      z.object({
        description: z.string().nullable(),
        itemCode: z.string().nullable(),
        quantity: z.string().nullable(),
        unitAmount: z.string().nullable(),
        discountRate: z.string().nullable(),
        taxAmount: z.string().nullable(),
        lineAmount: z.string().nullable(),
      }),
    ),
    payments: z.array(
      z.object({
        id: z.string(),
        paidOn: z.string().nullable(),
        amount: money,
        reference: z.string().nullable(),
      }),
    ),
    credits: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(['credit_note', 'overpayment', 'prepayment']),
        number: z.string().nullable(),
        creditedOn: z.string().nullable(),
        amount: money,
      }),
    ),
  })
  .openapi('InvoiceDetail');
export type InvoiceDetail = z.infer<typeof invoiceDetail>;

export const invoiceQuery = listQuery.extend({
  /** One or more of `open`, `overdue`, or a status, joined by commas; without it everything but deleted drafts. */
  status: z.string().max(200).optional(),
  customerId: identifier.optional(),
  q: z.string().trim().max(200).optional(),
  sort: z
    .enum([
      'issued',
      '-issued',
      'due',
      '-due',
      'number',
      '-number',
      'amountDue',
      '-amountDue',
      'customer',
      '-customer',
    ])
    .default('-issued'),
});

/** What stands to a customer's credit, as Xero has it. */
export const credit = z
  .object({
    id: identifier,
    xeroCreditId: z.string(),
    kind: z.enum(['credit_note', 'overpayment', 'prepayment']),
    number: z.string().nullable(),
    reference: z.string().nullable(),
    status: invoiceStatus,
    currency: z.string(),
    total: money,
    remaining: money,
    issuedOn: accountingDate.nullable(),
    customer: z.object({ id: identifier.nullable(), name: z.string() }),
    /** How it was applied to invoices. */
    allocations: z.array(
      z.object({
        invoiceId: identifier.nullable(),
        invoiceNumber: z.string().nullable(),
        amount: money,
        allocatedOn: accountingDate.nullable(),
      }),
    ),
    /** What of it was paid back. */
    refunds: z.array(
      z.object({
        id: z.string(),
        paidOn: accountingDate.nullable(),
        amount: money,
        reference: z.string().nullable(),
      }),
    ),
    /** Belongs to books that were replaced: nothing of it can be used. */
    isHistory: z.boolean(),
  })
  .openapi('Credit');
export type Credit = z.infer<typeof credit>;

export const creditQuery = listQuery.extend({
  customerId: identifier.optional(),
  /** Only those of which something is left. */
  open: z.stringbool().optional(),
});

/** A payment of an invoice as Xero records it, whoever took the money. */
export const recordedPayment = z
  .object({
    id: identifier,
    xeroPaymentId: z.string(),
    status: z.enum(['recorded', 'deleted', 'unknown']),
    paidOn: accountingDate.nullable(),
    /** In the invoice's currency; null when Xero no longer says which invoice it was for. */
    currency: z.string().nullable(),
    amount: money,
    reference: z.string().nullable(),
    reconciled: z.boolean(),
    account: z.object({ code: z.string().nullable(), name: z.string() }).nullable(),
    invoice: z.object({ id: identifier, number: z.string().nullable() }).nullable(),
    customer: z.object({ id: identifier.nullable(), name: z.string() }).nullable(),
    /** Belongs to books that were replaced. */
    isHistory: z.boolean(),
  })
  .openapi('RecordedPayment');
export type RecordedPayment = z.infer<typeof recordedPayment>;

export const recordedPaymentQuery = listQuery.extend({ customerId: identifier.optional() });

/** Totals over every open invoice of the firm, a line per currency, with how fresh they are. */
export const receivablesSummary = z
  .object({
    asOf: instant.nullable(),
    balances: z.array(balance.extend({ openInvoices: z.number().int(), overdueInvoices: z.number().int() })),
    customers: z.number().int(),
  })
  .openapi('ReceivablesSummary');
export type ReceivablesSummary = z.infer<typeof receivablesSummary>;

/** Money taken in the portal; none can be taken until payments are switched on. */
export const payment = z.object({ id: identifier }).openapi('Payment');
