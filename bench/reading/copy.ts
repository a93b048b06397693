/**
 * What a copy of the books holds: rows, and currency → what is owed on approved sales invoices and what stands to
 * customers' credit, in order and without zeros at the end.
 */
export type Copy = {
  customers: number;
  invoices: number;
  due: Record<string, string>;
  credit: Record<string, string>;
};

type RunQuery = (text: string) => Promise<{ rows: unknown[] }>;

/** Counts and sums a copy anew, from its rows: two statements of counts, two of sums as `currency` and `amount`. */
export async function readCopy(query: RunQuery, from: CopyStatements): Promise<Copy> {
  const count = async (text: string) => Number(((await query(text)).rows[0] as { count: string }).count);
  const sums = async (text: string) => {
    const { rows } = await query(
      `select currency, trim_scale(sum(amount))::text as sum from (${text}) open group by currency order by currency`,
    );
    return Object.fromEntries(
      (rows as { currency: string; sum: string }[]).map(({ currency, sum }) => [currency, sum]),
    );
  };
  return {
    customers: await count(from.customers),
    invoices: await count(from.invoices),
    due: await sums(from.due),
    credit: await sums(from.credit),
  };
}

/** Where a copy keeps what is counted and summed. */
export type CopyStatements = Record<keyof Copy, string>;

/** The portal's own tables. */
export const MIRROR: CopyStatements = {
  customers: 'select count(*) from customers',
  invoices: 'select count(*) from invoices',
  due: "select currency, amount_due as amount from invoices where status = 'AUTHORISED'",
  credit: "select currency, remaining as amount from credits where status = 'AUTHORISED'",
};
