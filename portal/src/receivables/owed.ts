import { type RawBuilder, sql } from 'kysely';

/** Whether an invoice is owed, in SQL over the table `invoices`: approved in Xero and not settled. Voided never is. */
export const owed: RawBuilder<boolean> = sql`(invoices.status = 'AUTHORISED' and invoices.amount_due > 0)`;

/** Whether it is owed and its due date has passed. `today` is the date in the organisation's zone. */
export function overdue(today: string): RawBuilder<boolean> {
  return sql`coalesce(${owed} and invoices.due_on < ${today}::date, false)`;
}
