import { type RawBuilder, sql } from 'kysely';

/**
 * Whether an invoice is owed, in SQL over the table `invoices`: approved in the books in use and not settled. Voided
 * never is.
 */
export const owed: RawBuilder<boolean> = sql`(invoices.status = 'AUTHORISED' and invoices.retired_at is null and invoices.amount_due > 0)`;

/** Whether it is owed and its due date has passed. `today` is the date in the organisation's zone. */
export function overdue(today: string): RawBuilder<boolean> {
  return sql`coalesce(${owed} and invoices.due_on < ${today}::date, false)`;
}

/** Whether something of a credit is left to use, in SQL over the table `credits`. */
export const usable: RawBuilder<boolean> = sql`(credits.status = 'AUTHORISED' and credits.retired_at is null and credits.remaining > 0)`;
