import { z } from '@hono/zod-openapi';
import { accountingDate, identifier, instant, listQuery, money } from '../shapes.ts';

/** What one customer owes in one currency; `overdue` is the part past its due date in the organisation's zone. */
export const balance = z.object({ currency: z.string(), due: money, overdue: money });

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
  })
  .openapi('Invoice');
export type Invoice = z.infer<typeof invoice>;

export const invoiceDetail = invoice
  .extend({
    subTotal: money,
    totalTax: money,
    paidOn: accountingDate.nullable(),
    updatedAt: instant,
    xeroUrl: z.url(),
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
