import { sql } from 'kysely';
import type { Query } from '../store/store.ts';

/**
 * Xero's ids of payments that these invoices, as the mirror has them, contradict: listed there with another amount than
 * recorded or not recorded at all, or recorded and no longer listed. They have to be read again.
 */
export async function stalePayments(
  query: Query,
  firmId: string,
  xeroInvoiceIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with listed as (
      select invoice.xero_invoice_id, payment ->> 'id' as id, (payment ->> 'amount')::numeric as amount
      from invoices invoice, jsonb_array_elements(invoice.payments) payment
      where invoice.firm_id = ${firmId} and invoice.xero_invoice_id = any(${[...xeroInvoiceIds]}::text[])
    ),
    recorded as (
      select xero_invoice_id, xero_payment_id as id, amount from recorded_payments
      where firm_id = ${firmId} and status <> 'DELETED' and xero_invoice_id = any(${[...xeroInvoiceIds]}::text[])
    )
    (select id from (select * from listed except select * from recorded) missing)
    union
    (select id from recorded where not exists (select from listed where listed.id = recorded.id))
    order by id`.execute(query);
  return rows.map((row) => row.id);
}
