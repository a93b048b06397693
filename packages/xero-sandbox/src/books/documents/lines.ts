import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import type { Books } from '../books.ts';
import { checkSize, isDecimal, money, sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { AccountRow, LineAmountTypes, LineRow } from '../rows.ts';

/** A line as a person or an app gives it. Amounts are decimal text. */
export interface LineInput {
  /** The LineItemID to keep; left out: a new one. */
  readonly id?: string | undefined;
  readonly description: string;
  readonly quantity: string;
  readonly unitAmount: string;
  readonly discountRate?: string | undefined;
  /** Left out: 200, sales. Empty: no account yet, which only a draft may have. */
  readonly accountCode?: string | undefined;
  readonly itemCode?: string | undefined;
  /** Left out: the account's own. */
  readonly taxType?: string | undefined;
  /** Left out: worked out from the tax type. */
  readonly taxAmount?: string | undefined;
  /** When given it must be what quantity, unit amount and discount give. */
  readonly lineAmount?: string | undefined;
}

/** How a document's lines are to be read. */
export interface Pricing {
  readonly lineAmountTypes: LineAmountTypes;
  readonly currency: string;
  /** Decimals of a unit amount: 2, or 4 for a call with `unitdp=4`. */
  readonly unitDecimals?: 2 | 4 | undefined;
}

/** Lines with all amounts worked out, and their totals. */
export interface Totals {
  readonly lines: readonly LineRow[];
  readonly subTotal: string;
  readonly totalTax: string;
  readonly total: string;
}

/**
 * Works out a document's lines and totals: quantity × unit amount less discount, tax rounded per line and
 * then summed (Xero's rounding documentation).
 *
 * Ends in a Refusal for a missing line, a value that is no decimal, amounts that disagree, or a tax type that
 * does not exist or does not fit the line's account.
 */
export function priceLines(books: Books, inputs: readonly LineInput[], pricing: Pricing): Totals {
  if (inputs.length === 0) throw new Refusal('One or more line items must be specified');
  const { currency } = pricing;
  const lines = inputs.map((input) => priceLine(books, input, pricing));
  const net = sum(
    lines.map((line) => line.lineAmount),
    currency,
  );
  const totalTax = sum(
    lines.map((line) => line.taxAmount),
    currency,
  );
  const inclusive = pricing.lineAmountTypes === 'Inclusive';
  return {
    lines,
    subTotal: inclusive ? money(new Big(net).minus(totalTax), currency) : net,
    totalTax,
    total: inclusive ? net : money(new Big(net).plus(totalTax), currency),
  };
}

/**
 * Ends in a Refusal for a document whose total is negative, in Xero's words as integrators reported them, or for
 * amounts too large for the ledger.
 *
 * @param currencyRate - units of the document's currency for one of the base currency.
 */
export function checkTotals({ lines, total }: Totals, currencyRate: string): void {
  if (new Big(total).lt(0)) {
    throw new Refusal('The Total for this document must be greater than or equal to zero.');
  }
  for (const amount of [total, ...lines.flatMap(({ lineAmount, taxAmount }) => [lineAmount, taxAmount])]) {
    checkSize(amount, new Big(amount).div(currencyRate));
  }
}

function priceLine(books: Books, input: LineInput, pricing: Pricing): LineRow {
  const { lineAmountTypes, currency, unitDecimals = 2 } = pricing;
  const accountCode = input.accountCode ?? '200';
  const account = books.accounts.all().find((row) => row.code === accountCode);
  const taxType = lineAmountTypes === 'NoTax' ? 'NONE' : (input.taxType ?? account?.taxType ?? 'NONE');
  const rate = taxRate(books, taxType, accountCode, account);
  const { quantity, unitAmount, discountRate, taxAmount, lineAmount: given } = input;
  for (const value of [quantity, unitAmount, discountRate, taxAmount, given]) {
    if (value !== undefined && !isDecimal(value)) throw new Refusal(`'${value}' is not a number.`);
  }
  const unit = new Big(unitAmount).round(unitDecimals, Big.roundHalfUp);
  const gross = new Big(quantity).times(unit);
  const lineAmount = money(gross.minus(gross.times(discountRate ?? '0').div(100)), currency);
  if (given !== undefined && !new Big(given).eq(lineAmount)) {
    throw new Refusal(
      `The line total ${money(given, currency)} does not match the expected line total ${lineAmount}`,
    );
  }
  const divisor = lineAmountTypes === 'Inclusive' ? new Big(100).plus(rate) : new Big(100);
  const worked = new Big(lineAmount).times(rate).div(divisor);
  return {
    id: input.id ?? randomUUID(),
    description: input.description,
    quantity: new Big(quantity).round(4, Big.roundHalfUp).toFixed(4),
    unitAmount: unit.toFixed(unitDecimals),
    discountRate: discountRate ?? null,
    accountCode,
    itemCode: input.itemCode ?? null,
    taxType,
    taxAmount: money(lineAmountTypes === 'NoTax' ? 0 : (taxAmount ?? worked), currency),
    lineAmount,
  };
}

/** The per cent behind a tax type, when it exists, is in use and may stand on that account. */
function taxRate(
  books: Books,
  taxType: string,
  accountCode: string,
  account: AccountRow | undefined,
): string {
  const rate = books.rows.taxRates.all().find((row) => row.taxType === taxType && row.status === 'ACTIVE');
  if (!rate || (account && !rate.appliesTo.includes(account.class))) {
    throw new Refusal(`The TaxType code '${taxType}' cannot be used with account code '${accountCode}'.`);
  }
  return rate.rate;
}

/**
 * Ends in a Refusal when a line names an account that does not exist, was archived, or is kept by Xero itself,
 * or when it names none although the document is final.
 */
export function checkLineAccounts(books: Books, lines: readonly LineRow[], final: boolean): void {
  for (const { accountCode, lineAmount } of lines) {
    if (accountCode === '' && (!final || new Big(lineAmount).eq(0))) continue;
    const account = books.accounts.all().find((row) => row.code === accountCode && accountCode !== '');
    if (!account || account.type === 'BANK' || isControl(account)) {
      throw new Refusal(`Account code '${accountCode}' is not a valid code for this document.`);
    }
    if (account.status === 'ARCHIVED') {
      throw new Refusal(
        `Account code '${accountCode}' has been archived, or deleted. Each line item must reference a valid account.`,
      );
    }
  }
}

function isControl({ systemAccount }: AccountRow): boolean {
  return systemAccount === 'DEBTORS' || systemAccount === 'CREDITORS';
}
