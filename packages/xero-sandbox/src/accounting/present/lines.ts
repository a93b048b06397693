import Big from 'big.js';
import type { Books } from '../../books/books.ts';
import { money } from '../../books/money.ts';
import { remember } from '../../books/remember.ts';
import type { LineRow, PricedRow } from '../../books/rows.ts';
import { decimal } from '../wire.ts';
import type { UnitDecimals } from './detail.ts';

/** The lines of a document; unit amounts are rounded on reading, whatever they were entered with. */
export function presentLines(books: Books, row: PricedRow, unitDecimals: UnitDecimals): object[] {
  const { accounts, items } = named(books);
  return row.lines.map((line) => {
    const accountId = accounts.get(line.accountCode);
    const item = line.itemCode === null ? undefined : items.get(line.itemCode);
    // What is undefined is not written; a page has thousands of lines, and spreading parts in is slower.
    return {
      ItemCode: line.itemCode ?? undefined,
      Description: line.description,
      UnitAmount: decimal(unitAmount(line.unitAmount, unitDecimals)),
      TaxType: line.taxType,
      TaxAmount: decimal(line.taxAmount),
      LineAmount: decimal(line.lineAmount),
      AccountCode: line.accountCode || undefined,
      Item: item && { ItemID: item.id, Name: item.name, Code: item.code },
      Tracking: [],
      Quantity: decimal(line.quantity),
      DiscountRate: line.discountRate ? decimal(line.discountRate) : undefined,
      DiscountAmount: line.discountRate ? decimal(money(discount(line), row.currency)) : undefined,
      LineItemID: line.id,
      AccountID: accountId,
      ValidationErrors: [],
    };
  });
}

/** What all lines of a document are discounted by, in the document's currency; undefined without any discount. */
export function totalDiscount(row: PricedRow): string | undefined {
  if (!row.lines.some((line) => line.discountRate !== null)) return undefined;
  return money(
    row.lines.reduce((total, line) => total.plus(discount(line)), new Big(0)),
    row.currency,
  );
}

/** Changes as soon as a line may read differently although its document did not change. */
export const named = remember(['accounts', 'items'], (books) => ({
  accounts: new Map(books.accounts.all().map((row) => [row.code, row.id])),
  items: new Map(books.rows.items.all().map((row) => [row.code, row])),
}));

function discount(line: LineRow): Big {
  if (line.discountRate === null) return new Big(0);
  return new Big(line.quantity).times(line.unitAmount).minus(line.lineAmount);
}

function unitAmount(stored: string, decimals: UnitDecimals): string {
  const places = stored.length - stored.indexOf('.') - 1;
  return places === decimals && stored.includes('.')
    ? stored
    : new Big(stored).round(decimals, Big.roundHalfUp).toFixed(decimals);
}
