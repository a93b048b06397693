import Big from 'big.js';
import type { Books } from '../../books/books.ts';
import type { LineInput } from '../../books/documents/lines.ts';
import { Refusal } from '../../books/refusal.ts';
import type { ItemRow, LineRow } from '../../books/rows.ts';
import type { Element } from './element.ts';

/** A line as it was sent; what was left out is undefined. */
export type LineGiven = ReturnType<typeof readLine>;

/** Which of an item's two prices fills a line. */
export type Side = 'sales' | 'purchases';

/** The lines of a document, undefined when it names none. */
export function readLines(element: Element): LineGiven[] | undefined {
  return element.elements('LineItems')?.map(readLine);
}

function readLine(line: Element) {
  return {
    id: line.guid('LineItemID'),
    description: line.text('Description'),
    quantity: line.decimal('Quantity'),
    unitAmount: line.decimal('UnitAmount'),
    itemCode: line.text('ItemCode') || undefined,
    accountCode: line.text('AccountCode') || undefined,
    accountId: line.guid('AccountID'),
    taxType: line.text('TaxType') || undefined,
    taxAmount: line.decimal('TaxAmount'),
    lineAmount: line.decimal('LineAmount'),
    discountRate: line.decimal('DiscountRate'),
    discountAmount: line.decimal('DiscountAmount'),
  };
}

/**
 * Lines as the books take them. One with the LineItemID of an old line keeps what it does not name; an unknown id is
 * a new line; an item fills what is left (Xero's documentation of line items). Ends in a Refusal for an unknown item.
 */
export function completeLines(
  books: Books,
  given: readonly LineGiven[],
  side: Side,
  old: readonly LineRow[] = [],
): LineInput[] {
  const left = new Map(old.map((line) => [line.id, line]));
  return given.map((line) => {
    const kept = left.get(line.id ?? '');
    if (kept) left.delete(kept.id);
    return completeLine(books, line, kept, side);
  });
}

function completeLine(books: Books, given: LineGiven, kept: LineRow | undefined, side: Side): LineInput {
  const item = itemOf(books, given.itemCode ?? kept?.itemCode ?? undefined);
  // Another item brings its own details along, whatever stood there.
  const old = given.itemCode === undefined || given.itemCode === kept?.itemCode ? kept : undefined;
  const filled = item?.[side];
  const account = given.accountId === undefined ? undefined : books.accounts.get(given.accountId);
  return {
    id: kept?.id,
    description: given.description ?? old?.description ?? descriptionOf(item, side),
    ...amountsOf(given, old, filled?.unitPrice ?? undefined),
    accountCode: given.accountCode ?? account?.code ?? old?.accountCode ?? filled?.accountCode ?? '',
    itemCode: item?.code,
    taxType: given.taxType ?? old?.taxType ?? filled?.taxType ?? undefined,
    taxAmount: given.taxAmount,
    lineAmount: given.lineAmount,
  };
}

/** Quantity, unit amount and discount, where one that is missing follows from the line amount. */
function amountsOf(given: LineGiven, old: LineRow | undefined, price: string | undefined) {
  const { lineAmount } = given;
  const known = given.unitAmount ?? (lineAmount === undefined ? (old?.unitAmount ?? price) : undefined);
  // A line without any amount is there for its description alone.
  const quantity = given.quantity ?? old?.quantity ?? ((known ?? lineAmount) ? '1' : '0');
  const rate = given.discountRate ?? (given.discountAmount ? undefined : (old?.discountRate ?? undefined));
  const unitAmount = known ?? unitOf(lineAmount, quantity, rate);
  const gross = new Big(quantity).times(unitAmount);
  const discountRate =
    rate ??
    (given.discountAmount && !gross.eq(0)
      ? places(new Big(given.discountAmount).times(100).div(gross))
      : undefined);
  return { quantity, unitAmount, discountRate: Number(discountRate) === 0 ? undefined : discountRate };
}

function unitOf(lineAmount: string | undefined, quantity: string, rate: string | undefined): string {
  const share = new Big(quantity).times(new Big(100).minus(rate ?? 0)).div(100);
  return lineAmount === undefined || share.eq(0) ? '0' : places(new Big(lineAmount).div(share));
}

function places(value: Big): string {
  return value.round(10, Big.roundHalfUp).toFixed();
}

function itemOf(books: Books, code: string | undefined): ItemRow | undefined {
  if (code === undefined) return undefined;
  const item = books.rows.items.all().find((each) => each.code === code);
  if (!item) throw new Refusal(`Item code '${code}' is not valid`);
  return item;
}

function descriptionOf(item: ItemRow | undefined, side: Side): string {
  return (side === 'sales' ? item?.description : item?.purchaseDescription) ?? '';
}
