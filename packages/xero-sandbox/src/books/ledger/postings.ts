import { decimalsOf, toMinor } from '../money.ts';
import type { InvoiceStatus, PricedRow } from '../rows.ts';
import type { Chart } from './chart.ts';
import type { JournalLine } from './ledger.ts';

/** Which way money moves: 1 when customers owe it to us, -1 when we owe it to suppliers. */
export type Direction = 1 | -1;

/**
 * An amount in minor units of the base currency at a rate (units of the amount's currency for one of the base),
 * half away from zero. Whole numbers do it: decimal division took most of the time that large books need to open.
 */
export function baseMinor(amount: string, rate: string, baseCurrency: string): number {
  if (rate === '1') return toMinor(amount, baseCurrency);
  const [units, places] = scaled(amount);
  const [divisor, ratePlaces] = scaled(rate);
  const dividend = 2n * units * 10n ** BigInt(ratePlaces + decimalsOf(baseCurrency));
  const whole = divisor * 10n ** BigInt(places);
  return Number((dividend + (units < 0n ? -whole : whole)) / (2n * whole));
}

/** Decimal text as a whole number, and how many places that has too many. */
function scaled(text: string): [bigint, number] {
  const point = text.indexOf('.');
  if (point < 0) return [BigInt(text), 0];
  return [BigInt(text.slice(0, point) + text.slice(point + 1)), text.length - point - 1];
}

/**
 * The lines of a document: its total to the control account (receivables, payables or the bank), each line
 * to its own account, tax to the tax account. What single roundings leave over goes to the rounding account.
 *
 * @param direction - 1 debits the control account (an invoice, money received), -1 credits it.
 */
export function documentLines(
  chart: Chart,
  row: PricedRow,
  controlAccountId: string,
  direction: Direction,
): JournalLine[] {
  const base = (amount: string) => baseMinor(amount, row.currencyRate, chart.baseCurrency);
  const total = base(row.total);
  const lines = [posting(controlAccountId, direction * total)];
  let [rest, taxes] = [total, 0];
  for (const line of row.lines) {
    const tax = base(line.taxAmount);
    const net = row.lineAmountTypes === 'Inclusive' ? base(line.lineAmount) - tax : base(line.lineAmount);
    lines.push({
      accountId: chart.byCode(line.accountCode),
      net: -direction * net || 0,
      tax: -direction * tax || 0,
      taxType: line.taxType,
      description: line.description,
    });
    rest -= net + tax;
    taxes += tax;
  }
  lines.push(posting(chart.system('GST'), -direction * taxes));
  lines.push(posting(chart.system('ROUNDING'), -direction * rest));
  return lines;
}

/**
 * The lines of money that settles a document: what the bank moves against what leaves the control account;
 * the difference is a realised currency gain or loss.
 */
export function settlementLines(
  chart: Chart,
  bank: { readonly accountId: string; readonly net: number },
  control: { readonly accountId: string; readonly net: number },
): JournalLine[] {
  return [
    posting(bank.accountId, bank.net),
    posting(control.accountId, control.net),
    posting(chart.system('REALISEDCURRENCYGAIN'), -(bank.net + control.net)),
  ];
}

/** The same lines the other way round: what voiding, deleting or editing a document posts first. */
export function reversed(lines: readonly JournalLine[]): JournalLine[] {
  return lines.map((line) => ({ ...line, net: -line.net || 0, tax: -line.tax || 0 }));
}

/** One line without tax. */
export function posting(accountId: string, net: number, description = ''): JournalLine {
  return { accountId, net: net || 0, tax: 0, taxType: 'NONE', description };
}

/** Whether a document of that status counts in the ledger. */
export function isPosted(status: InvoiceStatus): boolean {
  return status === 'AUTHORISED' || status === 'PAID';
}
