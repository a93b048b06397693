import type { Books } from '../books.ts';
import type { OrderedRows } from '../ordered-rows.ts';
import type { ItemDetails, LineRow, Row } from '../rows.ts';

/**
 * Lets every line and item that names an account by its old code name it by the new one: they belong to the account,
 * whatever its code is. No document is stamped.
 */
export function recodeAccount(books: Books, from: string, to: string | null): void {
  const recoded = (line: LineRow) => (line.accountCode === from ? { ...line, accountCode: to ?? '' } : line);
  const recode = <R extends Row & { readonly lines: readonly LineRow[] }>(rows: OrderedRows<R>) =>
    rows.replace(
      ({ lines }) => lines.some(({ accountCode }) => accountCode === from),
      (row) => ({ ...row, lines: row.lines.map(recoded) }),
    );
  const { invoices, creditNotes, prepayments, overpayments, bankTransactions, repeatingInvoices, items } =
    books.rows;
  for (const credits of [creditNotes, prepayments, overpayments]) recode(credits);
  recode(invoices);
  recode(bankTransactions);
  recode(repeatingInvoices);
  const details = (each: ItemDetails | null) =>
    each?.accountCode === from ? { ...each, accountCode: to } : each;
  items.replace(
    ({ sales, purchases }) => sales?.accountCode === from || purchases?.accountCode === from,
    (row) => ({ ...row, sales: details(row.sales), purchases: details(row.purchases) }),
  );
}
