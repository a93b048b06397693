import { sql } from 'kysely';
import type { z } from 'zod';
import type { Query } from '../store/store.ts';
import { amountIn } from './amount.ts';
import { overdue, owed } from './owed.ts';
import type { balance } from './schemas.ts';

export type CustomerBalance = { balance: z.infer<typeof balance>[]; openInvoices: number };

/**
 * What these customers owe, by Xero's id of the contact, a line per currency; who owes nothing is missing.
 * `today` is the date in the organisation's zone.
 */
export async function readBalances(
  query: Query,
  firmId: string,
  contactIds: readonly string[],
  today: string,
): Promise<Map<string, CustomerBalance>> {
  const balances = new Map<string, CustomerBalance>();
  if (contactIds.length === 0) return balances;
  const rows = await query
    .selectFrom('invoices')
    .select([
      'xero_contact_id',
      'currency',
      sql<string>`sum(amount_due)`.as('due'),
      sql<string>`coalesce(sum(amount_due) filter (where ${overdue(today)}), 0)`.as('overdue'),
      sql<number>`count(*)::int`.as('invoices'),
    ])
    .where('firm_id', '=', firmId)
    .where('xero_contact_id', 'in', contactIds)
    .where(owed)
    .groupBy(['xero_contact_id', 'currency'])
    .orderBy('currency')
    .execute();
  for (const { xero_contact_id: id, currency, due, overdue: late, invoices } of rows) {
    const known = balances.get(id) ?? { balance: [], openInvoices: 0 };
    known.balance.push({ currency, due: amountIn(currency, due), overdue: amountIn(currency, late) });
    known.openInvoices += invoices;
    balances.set(id, known);
  }
  return balances;
}
