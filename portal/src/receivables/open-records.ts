import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { CreditKind } from '../store/tables.ts';

/** Xero's ids of the invoices that the mirror holds for approved and not settled. */
export async function openInvoiceIds(query: Query, firmId: string): Promise<string[]> {
  const rows = await query
    .selectFrom('invoices')
    .select('xero_invoice_id as id')
    .where('firm_id', '=', firmId)
    .where('status', '=', 'AUTHORISED')
    .where('retired_at', 'is', null)
    .execute();
  return rows.map((row) => row.id);
}

/** Xero's ids of the credits of a kind that the mirror holds for approved and not used up. */
export async function openCreditIds(query: Query, firmId: string, kind: CreditKind): Promise<string[]> {
  const rows = await query
    .selectFrom('credits')
    .select('xero_credit_id as id')
    .where('firm_id', '=', firmId)
    .where('kind', '=', kind)
    .where('status', '=', 'AUTHORISED')
    .where('retired_at', 'is', null)
    .execute();
  return rows.map((row) => row.id);
}

/** Takes documents out of use that the books do not have at all any more: they stay readable and are owed by nobody. */
export async function markGone(
  query: Query,
  firmId: string,
  table: 'invoices' | 'credits',
  xeroIds: readonly string[],
): Promise<void> {
  const key = table === 'invoices' ? 'xero_invoice_id' : 'xero_credit_id';
  await sql`update ${sql.table(table)} set status = 'DELETED', content_hash = ''
    where firm_id = ${firmId} and ${sql.ref(key)} = any(${[...xeroIds]}::text[])`.execute(query);
}
