import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { overdue, owed, usable } from './owed.ts';

/**
 * Everything that is open, a row each: invoices with what is due, and credits with what is left of them. To be summed
 * by currency, and by customer where that is wanted. `today` is the date in the organisation's zone.
 */
export function selectOpenItems(query: Query, firmId: string, today: string) {
  const late = overdue(today);
  const invoices = query
    .selectFrom('invoices')
    .select(['xero_contact_id', 'currency', 'amount_due as due'])
    .select(sql<string>`case when ${late} then amount_due else 0 end`.as('overdue'))
    .select(sql<string>`0::numeric`.as('credit'))
    .select([
      sql<number>`1`.as('invoice'),
      sql<number>`case when ${late} then 1 else 0 end`.as('late_invoice'),
    ])
    .where('firm_id', '=', firmId)
    .where(owed);
  const credits = query
    .selectFrom('credits')
    .select(['xero_contact_id', 'currency', sql<string>`0::numeric`.as('due')])
    .select([sql<string>`0::numeric`.as('overdue'), 'remaining as credit'])
    .select([sql<number>`0`.as('invoice'), sql<number>`0`.as('late_invoice')])
    .where('firm_id', '=', firmId)
    .where(usable);
  return query
    .selectFrom(invoices.unionAll(credits).as('open'))
    .select([
      'currency',
      sql<string>`sum(due)`.as('due'),
      sql<string>`sum(overdue)`.as('overdue'),
      sql<string>`sum(credit)`.as('credit'),
      sql<string>`sum(due) - sum(credit)`.as('balance'),
      sql<number>`sum(invoice)::int`.as('openInvoices'),
      sql<number>`sum(late_invoice)::int`.as('overdueInvoices'),
    ]);
}
