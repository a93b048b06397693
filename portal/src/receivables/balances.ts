import type { z } from 'zod';
import type { Query } from '../store/store.ts';
import { amountIn } from './amount.ts';
import { selectOpenItems } from './open-items.ts';
import type { balance } from './schemas.ts';

type Balance = z.infer<typeof balance>;
export type CustomerBalance = { balance: Balance[]; openInvoices: number };

/**
 * What these customers owe and have on credit, by Xero's id of the contact, a line per currency; who has neither is
 * missing. `today` is the date in the organisation's zone.
 */
export async function readBalances(
  query: Query,
  firmId: string,
  contactIds: readonly string[],
  today: string,
): Promise<Map<string, CustomerBalance>> {
  const balances = new Map<string, CustomerBalance>();
  if (contactIds.length === 0) return balances;
  const rows = await selectOpenItems(query, firmId, today)
    .select('xero_contact_id')
    .where('xero_contact_id', 'in', contactIds)
    .groupBy(['xero_contact_id', 'currency'])
    .orderBy('currency')
    .execute();
  for (const { xero_contact_id: id, openInvoices, ...line } of rows) {
    const known = balances.get(id) ?? { balance: [], openInvoices: 0 };
    known.balance.push(presentBalance(line));
    known.openInvoices += openInvoices;
    balances.set(id, known);
  }
  return balances;
}

/** A line of a balance with the decimals that its currency has. */
export function presentBalance({ currency, ...sums }: Balance): Balance {
  return {
    currency,
    due: amountIn(currency, sums.due),
    overdue: amountIn(currency, sums.overdue),
    credit: amountIn(currency, sums.credit),
    balance: amountIn(currency, sums.balance),
  };
}
