import { fromMinor } from '../books/money.ts';
import type { LineAmountTypes, LineRow, PricedRow } from '../books/rows.ts';
import type { SeedCurrency } from './currencies.ts';
import { onceEach } from './once-each.ts';
import type { Random } from './random.ts';
import { PURCHASES, SALES_ITEMS } from './words.ts';

/** Lines with their total in minor units, and the written amounts of the document around them. */
export interface SeededLines {
  readonly total: number;
  readonly written: Pick<PricedRow, 'lines' | 'subTotal' | 'totalTax' | 'total' | 'lineAmountTypes'>;
}

/** One to four lines of what an IT provider sells or buys. Amounts are whole minor units until they are written. */
export function seedLines(random: Random, purchase: boolean, currency: SeedCurrency): SeededLines {
  const lineAmountTypes = amountTypes(random, purchase);
  const lines: LineRow[] = [];
  let [sum, taxes] = [0, 0];
  for (let left = 1 + random.below(4); left > 0; left -= 1) {
    const item = purchase ? { ...random.pick(PURCHASES), code: null } : random.pick(SALES_ITEMS);
    const hourly = item.code?.startsWith('CON-') ?? false;
    const quarters = item.price > 100_000 ? 4 : hourly ? 1 + random.below(40) : 4 * (1 + random.below(12));
    const discount = random.chance(4) ? 5 * (1 + random.below(4)) : 0;
    const unit = currency.price(item.price);
    const lineAmount = Math.round((unit * quarters * (100 - discount) * currency.minorPerUnit) / 40_000);
    const taxType = taxTypeOf(random, purchase, lineAmountTypes);
    const tax = taxOf(taxType, lineAmount, lineAmountTypes);
    lines.push({
      id: random.uuid(),
      description: item.text,
      quantity: quantityOf(quarters),
      unitAmount: unitAmountOf(unit),
      discountRate: discount > 0 ? String(discount) : null,
      accountCode: item.account,
      itemCode: item.code,
      taxType,
      taxAmount: currency.lineAmount(tax),
      lineAmount: currency.lineAmount(lineAmount),
    });
    sum += lineAmount;
    taxes += tax;
  }
  return priced(lines, sum, taxes, lineAmountTypes, currency);
}

/** One line over a given total in minor units, tax included when it has a tax type. */
export function seedLine(
  random: Random,
  what: { readonly text: string; readonly account: string; readonly taxType: string },
  total: number,
  currency: SeedCurrency,
): SeededLines {
  const lineAmountTypes = what.taxType === 'NONE' ? 'NoTax' : 'Inclusive';
  const tax = taxOf(what.taxType, total, lineAmountTypes);
  const amount = fromMinor(total, currency.code);
  const line: LineRow = {
    id: random.uuid(),
    description: what.text,
    quantity: '1.0000',
    unitAmount: currency.minorPerUnit === 1 ? `${amount}.00` : amount,
    discountRate: null,
    accountCode: what.account,
    itemCode: null,
    taxType: what.taxType,
    taxAmount: fromMinor(tax, currency.code),
    lineAmount: amount,
  };
  return priced([line], total, tax, lineAmountTypes, currency);
}

function priced(
  lines: readonly LineRow[],
  sum: number,
  taxes: number,
  lineAmountTypes: LineAmountTypes,
  { code }: SeedCurrency,
): SeededLines {
  const inclusive = lineAmountTypes === 'Inclusive';
  const total = inclusive ? sum : sum + taxes;
  const written = {
    lines,
    lineAmountTypes,
    subTotal: fromMinor(inclusive ? sum - taxes : sum, code),
    totalTax: fromMinor(taxes, code),
    total: fromMinor(total, code),
  };
  return { total, written };
}

/** Sales are priced without tax, as Xero does unless told otherwise; many suppliers print prices with it. */
function amountTypes(random: Random, purchase: boolean): LineAmountTypes {
  const percentile = random.below(100);
  if (percentile < 3) return 'NoTax';
  return percentile < (purchase ? 40 : 8) ? 'Inclusive' : 'Exclusive';
}

function taxTypeOf(random: Random, purchase: boolean, lineAmountTypes: LineAmountTypes): string {
  const percentile = random.below(100);
  if (lineAmountTypes === 'NoTax' || percentile < 2) return 'NONE';
  if (percentile < 5) return purchase ? 'EXEMPTINPUT' : 'ZERORATED';
  if (purchase) return 'INPUT2';
  return percentile < 7 ? 'TAX001' : 'OUTPUT2';
}

/** Tax in whole minor units. Tenths of a per cent keep 17.5 % whole. */
function taxOf(taxType: string, lineAmount: number, lineAmountTypes: LineAmountTypes): number {
  const tenths = TENTHS[taxType] ?? 0;
  if (lineAmountTypes === 'NoTax' || tenths === 0) return 0;
  return Math.round((lineAmount * tenths) / (lineAmountTypes === 'Inclusive' ? 1_000 + tenths : 1_000));
}

const TENTHS: Readonly<Record<string, number>> = { OUTPUT2: 150, INPUT2: 150, TAX001: 175 };

const quantityOf = onceEach((quarters) => (quarters / 4).toFixed(4));

/** Hundredths of a unit as decimal text. */
const unitAmountOf = onceEach((hundredths) => {
  const digits = String(hundredths).padStart(3, '0');
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
});
