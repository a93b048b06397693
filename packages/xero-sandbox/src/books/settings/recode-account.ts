import type { Books } from '../books.ts';
import type { ItemDetails, LineRow } from '../rows.ts';

/**
 * Lets every line and item that names an account by its old code name it by the new one: they belong to the account,
 * whatever its code is. No document is stamped.
 */
export function recodeAccount(books: Books, from: string, to: string | null): void {
  const recoded = (line: LineRow) => (line.accountCode === from ? { ...line, accountCode: to ?? '' } : line);
  const uses = ({ lines }: { readonly lines: readonly LineRow[] }) =>
    lines.some(({ accountCode }) => accountCode === from);
  const { invoices, creditNotes, prepayments, overpayments, bankTransactions, repeatingInvoices, items } =
    books.rows;
  for (const row of invoices.all().filter(uses)) invoices.put({ ...row, lines: row.lines.map(recoded) });
  for (const rows of [creditNotes, prepayments, overpayments]) {
    for (const row of rows.all().filter(uses)) rows.put({ ...row, lines: row.lines.map(recoded) });
  }
  for (const row of bankTransactions.all().filter(uses)) {
    bankTransactions.put({ ...row, lines: row.lines.map(recoded) });
  }
  for (const row of repeatingInvoices.all().filter(uses)) {
    repeatingInvoices.put({ ...row, lines: row.lines.map(recoded) });
  }
  const details = (each: ItemDetails | null) =>
    each?.accountCode === from ? { ...each, accountCode: to } : each;
  for (const row of items.all()) {
    if (row.sales?.accountCode !== from && row.purchases?.accountCode !== from) continue;
    items.put({ ...row, sales: details(row.sales), purchases: details(row.purchases) });
  }
}
