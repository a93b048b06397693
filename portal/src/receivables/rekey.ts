import { sql } from 'kysely';
import { BATCH, inPages, isAmong } from '../store/pages.ts';
import type { Query } from '../store/store.ts';

/** A customer or invoice here, and the record of the new books that it is from now on; `contactId` is an invoice's customer there. */
export type Rekeyed = { ownId: string; xeroId: string; contactId: string | null };

const NONE: ReadonlySet<string> = new Set();

/** Older than any record of any books, so that the next read overwrites what the former books said. */
const BEFORE_ALL_BOOKS = sql<Date>`'1970-01-01T00:00:00Z'::timestamptz`;

/**
 * Retires all that came from the firm's present books: customers, invoices, credits and payments stay as history and
 * are owed no more. Only `kept`, by their ids here, go on: those that `rekeyCustomers` and `rekeyInvoices` then give
 * their new ids.
 */
export async function retireBooks(
  query: Query,
  firmId: string,
  at: Date,
  kept: { customers: ReadonlySet<string>; invoices: ReadonlySet<string> } = {
    customers: NONE,
    invoices: NONE,
  },
): Promise<void> {
  const all = { ...kept, credits: NONE, recorded_payments: NONE };
  for (const table of ['customers', 'invoices', 'credits', 'recorded_payments'] as const) {
    const pages = inPages(
      (after) =>
        query
          .selectFrom(table)
          .select('id')
          .where('firm_id', '=', firmId)
          .$if(after !== null, (rest) => rest.where('id', '>', after ?? ''))
          .orderBy('id')
          .limit(BATCH)
          .execute(),
      ({ id }) => id,
    );
    for await (const page of pages) {
      const ids = page.map(({ id }) => id).filter((id) => !all[table].has(id));
      if (ids.length > 0)
        await sql`update ${sql.table(table)} set retired_at = ${at} where firm_id = ${firmId}::uuid and retired_at is null
          and ${isAmong('id', ids, 'uuid')}`.execute(query);
    }
  }
}

/** Gives customers the ids of the new books. Their own ids stay, and their invoices and credits stay theirs. */
export async function rekeyCustomers(query: Query, firmId: string, rekeyed: readonly Rekeyed[]) {
  const pairs = JSON.stringify(rekeyed);
  const ownIds = rekeyed.map(({ ownId }) => ownId);
  const moved = sql`jsonb_to_recordset(${pairs}::jsonb) as moved("ownId" uuid, "xeroId" text)`;
  // Documents first: afterwards the customer's former id is not known any more.
  for (const table of ['invoices', 'credits'] as const)
    await sql`update ${sql.table(table)} document set xero_contact_id = moved."xeroId"
      from ${moved} join customers on customers.firm_id = ${firmId}::uuid and customers.id = moved."ownId"
      where document.firm_id = ${firmId}::uuid and document.xero_contact_id = customers.xero_contact_id`.execute(
      query,
    );
  await sql`update customers set xero_contact_id = moved."xeroId", retired_at = null, content_hash = '',
      xero_updated_at = ${BEFORE_ALL_BOOKS}
    from ${moved} where customers.firm_id = ${firmId}::uuid and customers.id = moved."ownId"
      and ${isAmong('customers.id', ownIds, 'uuid')}`.execute(query);
}

/** Gives invoices the ids of the new books, and the customer they have there. Their own ids stay. */
export async function rekeyInvoices(query: Query, firmId: string, rekeyed: readonly Rekeyed[]) {
  const ownIds = rekeyed.map(({ ownId }) => ownId);
  await sql`update invoices set xero_invoice_id = moved."xeroId", retired_at = null, content_hash = '',
      xero_contact_id = coalesce(moved."contactId", invoices.xero_contact_id), xero_updated_at = ${BEFORE_ALL_BOOKS}
    from jsonb_to_recordset(${JSON.stringify(rekeyed)}::jsonb) as moved("ownId" uuid, "xeroId" text, "contactId" text)
    where invoices.firm_id = ${firmId}::uuid and invoices.id = moved."ownId"
      and ${isAmong('invoices.id', ownIds, 'uuid')}`.execute(query);
}

/** Takes back what is retired and stands in the new books under its own id: a firm that returns to books it had before. */
export async function reviveRecords(
  query: Query,
  firmId: string,
  kind: 'customer' | 'invoice',
  xeroIds: readonly string[],
): Promise<void> {
  const table = sql.table(kind === 'customer' ? 'customers' : 'invoices');
  const key = kind === 'customer' ? 'xero_contact_id' : 'xero_invoice_id';
  await sql`update ${table} set retired_at = null, content_hash = '', xero_updated_at = ${BEFORE_ALL_BOOKS}
    where firm_id = ${firmId}::uuid and ${isAmong(key, xeroIds, 'text')}
      and retired_at is not null`.execute(query);
}
