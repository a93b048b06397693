import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { amountIn } from './amount.ts';
import { overdue } from './owed.ts';
import type { Invoice } from './schemas.ts';

/** The firm's invoices with what a list shows of each, and the customer by the mirror's own id and present name. */
export function selectInvoices(query: Query, firmId: string, today: string) {
  return query
    .selectFrom('invoices')
    .leftJoin('customers', (join) =>
      join
        .onRef('customers.firm_id', '=', 'invoices.firm_id')
        .onRef('customers.xero_contact_id', '=', 'invoices.xero_contact_id'),
    )
    .select([
      'invoices.id',
      'invoices.xero_invoice_id',
      'invoices.number',
      'invoices.reference',
      'invoices.status',
      'invoices.currency',
      'invoices.total',
      'invoices.amount_due',
      'invoices.amount_paid',
      'invoices.amount_credited',
      'invoices.issued_on',
      'invoices.due_on',
      'invoices.retired_at',
      'customers.id as customer_id',
      CUSTOMER_NAME.as('customer_name'),
      overdue(today).as('overdue'),
    ])
    .where('invoices.firm_id', '=', firmId);
}

/** An invoice keeps the name that its customer had when it last changed; the customer's own row is newer. */
export const CUSTOMER_NAME = sql<string>`coalesce(customers.name, invoices.contact_name)`;

type Row = Awaited<ReturnType<ReturnType<typeof selectInvoices>['executeTakeFirstOrThrow']>>;

/** The product's words for Xero's states of an invoice. */
export const STATUSES: ReadonlyMap<string, Invoice['status']> = new Map([
  ['DRAFT', 'draft'],
  ['SUBMITTED', 'submitted'],
  ['AUTHORISED', 'authorised'],
  ['PAID', 'paid'],
  ['VOIDED', 'voided'],
  ['DELETED', 'deleted'],
]);

/** The invoice as a list shows it. */
export function presentInvoice(row: Row): Invoice {
  return {
    id: row.id,
    xeroInvoiceId: row.xero_invoice_id,
    number: row.number,
    reference: row.reference,
    status: STATUSES.get(row.status) ?? 'unknown',
    currency: row.currency,
    total: amountIn(row.currency, row.total),
    amountDue: amountIn(row.currency, row.amount_due),
    amountPaid: amountIn(row.currency, row.amount_paid),
    amountCredited: amountIn(row.currency, row.amount_credited),
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    overdue: row.overdue,
    customer: { id: row.customer_id, name: row.customer_name },
    isHistory: row.retired_at !== null,
  };
}
