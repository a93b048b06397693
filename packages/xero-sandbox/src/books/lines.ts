import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import { cents, isDecimal, sum } from './money.ts';
import { Refusal } from './refusal.ts';
import type { LineAmountTypes, LineRow } from './rows.ts';

/** A line as a person or an app gives it. Amounts are decimal text. */
export interface LineInput {
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: string;
  readonly discountRate?: string | undefined;
  readonly accountCode?: string | undefined;
  readonly itemCode?: string | undefined;
  readonly taxType?: string | undefined;
}

interface Totals {
  readonly lines: readonly LineRow[];
  readonly subTotal: string;
  readonly totalTax: string;
  readonly total: string;
}

/** Per cent of tax behind each tax type of the seeded organisations. */
const TAX_RATES: Readonly<Record<string, string>> = {
  OUTPUT2: '15',
  INPUT2: '15',
  ZERORATED: '0',
  NONE: '0',
};

/**
 * Works out a document's lines and totals: quantity × unit amount less discount, tax rounded to cents
 * per line and then summed (Xero's rounding documentation).
 *
 * Ends in a Refusal for a missing line, a value that is no decimal, or a tax type that does not exist.
 */
export function priceLines(inputs: readonly LineInput[], lineAmountTypes: LineAmountTypes): Totals {
  if (inputs.length === 0) throw new Refusal('One or more line items must be specified');
  const lines = inputs.map((input) => priceLine(input, lineAmountTypes));
  const net = sum(lines.map((line) => line.lineAmount));
  const totalTax = sum(lines.map((line) => line.taxAmount));
  const inclusive = lineAmountTypes === 'Inclusive';
  return {
    lines,
    subTotal: inclusive ? cents(new Big(net).minus(totalTax)) : net,
    totalTax,
    total: inclusive ? net : cents(new Big(net).plus(totalTax)),
  };
}

function priceLine(input: LineInput, lineAmountTypes: LineAmountTypes): LineRow {
  const accountCode = input.accountCode ?? '200';
  const taxType = lineAmountTypes === 'NoTax' ? 'NONE' : (input.taxType ?? 'OUTPUT2');
  const rate = TAX_RATES[taxType];
  if (rate === undefined) {
    throw new Refusal(`The TaxType code '${taxType}' cannot be used with account code '${accountCode}'.`);
  }
  for (const value of [input.quantity, input.unitAmount, input.discountRate ?? '0']) {
    if (!isDecimal(value)) throw new Refusal(`'${value}' is not a number.`);
  }
  const unitAmount = cents(input.unitAmount);
  const gross = new Big(input.quantity).times(unitAmount);
  const lineAmount = cents(gross.minus(gross.times(input.discountRate ?? '0').div(100)));
  const divisor = lineAmountTypes === 'Inclusive' ? new Big(100).plus(rate) : new Big(100);
  return {
    id: randomUUID(),
    description: input.description,
    quantity: new Big(input.quantity).round(4).toFixed(4),
    unitAmount,
    discountRate: input.discountRate ?? null,
    accountCode,
    itemCode: input.itemCode ?? null,
    taxType,
    taxAmount: cents(new Big(lineAmount).times(rate).div(divisor)),
    lineAmount,
  };
}
