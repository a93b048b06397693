import { sql } from 'kysely';
import { z } from 'zod';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import { amountIn } from './amount.ts';
import type { RecordedPayment, recordedPaymentQuery } from './schemas.ts';
import { CUSTOMER_NAME } from './select-invoices.ts';

const STATUSES = new Map<string, RecordedPayment['status']>([
  ['AUTHORISED', 'recorded'],
  ['DELETED', 'deleted'],
]);

/**
 * The payments of invoices that Xero records, the newest first, with the account that the money went to.
 * @throws PortalError `not_found`, `invalid_input` (a foreign cursor).
 */
export async function listRecordedPayments(
  services: Services,
  actor: Actor,
  firmId: string,
  wanted: z.infer<typeof recordedPaymentQuery>,
): Promise<{ items: RecordedPayment[]; nextCursor: string | null }> {
  requireRead(actor, firmId);
  const after = readCursor(wanted.cursor, [z.iso.date(), z.uuid()]);
  const paid = sql<string>`coalesce(payment.paid_on, date '0001-01-01')`;
  const rows = await services.store.firm(firmId, (query) =>
    query
      .selectFrom('recorded_payments as payment')
      .leftJoin('accounts', (join) =>
        join
          .onRef('accounts.firm_id', '=', 'payment.firm_id')
          .onRef('accounts.xero_account_id', '=', 'payment.xero_account_id'),
      )
      .leftJoin('invoices', (join) =>
        join
          .onRef('invoices.firm_id', '=', 'payment.firm_id')
          .onRef('invoices.xero_invoice_id', '=', 'payment.xero_invoice_id'),
      )
      .leftJoin('customers', (join) =>
        join
          .onRef('customers.firm_id', '=', 'invoices.firm_id')
          .onRef('customers.xero_contact_id', '=', 'invoices.xero_contact_id'),
      )
      .selectAll('payment')
      .select(['accounts.code as account_code', 'accounts.name as account_name'])
      .select(['invoices.id as invoice_id', 'invoices.number as invoice_number', 'invoices.currency'])
      .select(['customers.id as customer_id', CUSTOMER_NAME.as('customer_name')])
      .select(sql<string>`${paid}::text`.as('place'))
      .where('payment.firm_id', '=', firmId)
      .$if(wanted.customerId !== undefined, (payments) =>
        payments.where('customers.id', '=', wanted.customerId ?? ''),
      )
      .$if(after !== null, (payments) =>
        payments.where(sql<boolean>`(${paid}, payment.id) < (${after?.[0]}::date, ${after?.[1]}::uuid)`),
      )
      .orderBy(paid, 'desc')
      .orderBy('payment.id', 'desc')
      .limit(wanted.limit + 1)
      .execute(),
  );
  const shown = rows.slice(0, wanted.limit);
  const last = rows.length > wanted.limit ? shown.at(-1) : undefined;
  return {
    items: shown.map((row) => ({
      id: row.id,
      xeroPaymentId: row.xero_payment_id,
      status: STATUSES.get(row.status) ?? 'unknown',
      paidOn: row.paid_on,
      currency: row.currency,
      amount: row.currency ? amountIn(row.currency, row.amount) : row.amount,
      reference: row.reference,
      reconciled: row.reconciled,
      account: row.account_name === null ? null : { code: row.account_code, name: row.account_name },
      invoice: row.invoice_id === null ? null : { id: row.invoice_id, number: row.invoice_number },
      customer: row.invoice_id === null ? null : { id: row.customer_id, name: row.customer_name },
      isHistory: row.retired_at !== null,
    })),
    nextCursor: last ? writeCursor([last.place, last.id]) : null,
  };
}
