import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { decimalsOf } from './amount.ts';

/** What the mirror says is owed, in the base currency as decimal strings. */
export type BaseTotal = {
  /** Open invoices less open credit notes and overpayments. */
  owed: string;
  /** Open prepayments, which the books may count as receivables or not. */
  prepaid: string;
  /** How many of these documents are in another currency: each may be rounded by up to half a cent. */
  foreign: number;
};

/**
 * Adds up every open document at the rate that it carries (Xero: how much of the document's currency one unit of the base
 * currency is), each rounded to the decimals of the base currency.
 */
export async function readBaseTotal(query: Query, firmId: string, baseCurrency: string): Promise<BaseTotal> {
  const decimals = decimalsOf(baseCurrency);
  const inBase = (amount: string) =>
    sql`round(${sql.ref(amount)} / nullif(currency_rate, 0), ${decimals}::int)`;
  const { rows } = await sql<BaseTotal>`
    with open as (
      select 'invoice' as kind, ${inBase('amount_due')} as amount, currency from invoices
      where firm_id = ${firmId} and status = 'AUTHORISED' and retired_at is null
      union all
      select kind, ${inBase('remaining')}, currency from credits
      where firm_id = ${firmId} and status = 'AUTHORISED' and retired_at is null
    )
    select
      (coalesce(sum(amount) filter (where kind = 'invoice'), 0)
        - coalesce(sum(amount) filter (where kind in ('credit_note', 'overpayment')), 0))::text as owed,
      coalesce(sum(amount) filter (where kind = 'prepayment'), 0)::text as prepaid,
      (count(*) filter (where currency <> ${baseCurrency}))::int as foreign
    from open`.execute(query);
  return rows[0] ?? { owed: '0', prepaid: '0', foreign: 0 };
}
