import { sql } from 'kysely';
import type { z } from 'zod';
import { accountingDay } from '../integrations/accounting-day.ts';
import { type Actor, requireRead } from '../people/actor.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { readBalances } from './balances.ts';
import { behind, type Order, orderBy, pageOf, sortValue } from './keyset.ts';
import { owed } from './owed.ts';
import { CUSTOMER_COLUMNS, presentCustomer } from './present-customer.ts';
import type { Customer, customerQuery } from './schemas.ts';
import { containing } from './search.ts';

type Wanted = z.infer<typeof customerQuery>;

/**
 * The firm's customers with what they owe, as of the last sync. `q` looks into name, email and account number.
 * Sorted by `due`, amounts of different currencies count as plain numbers.
 * @throws PortalError `not_found`, `invalid_input` (a foreign cursor).
 */
export async function listCustomers(
  services: Services,
  actor: Actor,
  firmId: string,
  wanted: Wanted,
): Promise<{ items: Customer[]; nextCursor: string | null }> {
  requireRead(actor, firmId);
  const order = orderOf(wanted.sort);
  return await services.store.firm(firmId, async (query) => {
    const { today } = await accountingDay(query, firmId, services.clock.now());
    const { rows, nextCursor } = pageOf(order, await readRows(query, firmId, wanted, order), wanted.limit);
    const contacts = rows.map((row) => row.xero_contact_id);
    const balances = await readBalances(query, firmId, contacts, today);
    return { items: rows.map((row) => presentCustomer(row, balances)), nextCursor };
  });
}

function orderOf(sort: Wanted['sort']): Order {
  const descending = sort.startsWith('-');
  const by = sort.endsWith('due')
    ? ({ expression: sql`coalesce(owing.due, 0)`, type: 'numeric' } as const)
    : ({ expression: sql`lower(customers.name)`, type: 'text' } as const);
  return { ...by, name: sort, id: sql`customers.id`, descending, idDescending: descending };
}

async function readRows(query: Query, firmId: string, wanted: Wanted, order: Order) {
  const owing = query
    .selectFrom('invoices')
    .select(['invoices.xero_contact_id', sql<string>`sum(invoices.amount_due)`.as('due')])
    .where('invoices.firm_id', '=', firmId)
    .where(owed)
    .groupBy('invoices.xero_contact_id');
  let rows = query
    .selectFrom('customers')
    .leftJoin(owing.as('owing'), 'owing.xero_contact_id', 'customers.xero_contact_id')
    .select(CUSTOMER_COLUMNS)
    .select(sortValue(order).as('sort_value'))
    .where('customers.firm_id', '=', firmId)
    .where(behind(order, wanted.cursor));
  if (wanted.show === 'active')
    rows = rows.where('customers.archived', '=', false).where('customers.retired_at', 'is', null);
  if (wanted.show === 'archived')
    rows = rows.where((is) =>
      is.or([is('customers.archived', '=', true), is('customers.retired_at', 'is not', null)]),
    );
  if (wanted.show === 'owing') rows = rows.where('owing.due', 'is not', null);
  if (wanted.q) {
    const pattern = containing(wanted.q);
    rows = rows.where((is) =>
      is.or([
        is('customers.name', 'ilike', pattern),
        is('customers.email', 'ilike', pattern),
        is('customers.account_number', 'ilike', pattern),
      ]),
    );
  }
  return await rows
    .orderBy(orderBy(order))
    .limit(wanted.limit + 1)
    .execute();
}
