/** What a copy of the books holds: rows, and currency → what is owed on approved invoices, in order and without zeros at the end. */
export type Mirrored = { customers: number; invoices: number; due: Record<string, string> };

const COUNT_ROWS =
  'select (select count(*) from customers)::int as customers, (select count(*) from invoices)::int as invoices';
const SUM_DUE = `select currency, trim_scale(sum(amount_due))::text as due from invoices
  where status = 'AUTHORISED' group by currency order by currency`;

/** Counts and sums the copy anew, from its rows. */
export async function readMirrored(query: (text: string) => Promise<{ rows: unknown[] }>): Promise<Mirrored> {
  const { rows: counts } = await query(COUNT_ROWS);
  const { rows: due } = await query(SUM_DUE);
  const [count] = counts as { customers: number; invoices: number }[];
  return {
    customers: count?.customers ?? 0,
    invoices: count?.invoices ?? 0,
    due: Object.fromEntries(
      (due as { currency: string; due: string }[]).map((row) => [row.currency, row.due]),
    ),
  };
}
