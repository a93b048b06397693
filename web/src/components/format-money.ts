import { readerLocale } from './locale.ts';

/**
 * An amount as the reader's locale writes it, with the currency by its code: a `$` alone would mean another currency
 * to each reader. `amount` is a decimal string and goes to `Intl` as text, which formats it exactly: a float would
 * round large amounts. The currency decides how many decimals are usual; more that the amount itself has are kept.
 */
export function formatMoney(
  amount: string,
  currency: string,
  locale: Intl.LocalesArgument = readerLocale(),
): string {
  const exact = amount as Intl.StringNumericLiteral;
  const style = { style: 'currency', currency, currencyDisplay: 'code' } as const;
  try {
    const usual = new Intl.NumberFormat(locale, style);
    const decimals = Math.max(usual.resolvedOptions().maximumFractionDigits ?? 0, decimalsOf(amount));
    return new Intl.NumberFormat(locale, { ...style, maximumFractionDigits: decimals }).format(exact);
  } catch (error) {
    // Not made like a currency's code, which is no reason to hide what is owed.
    if (!(error instanceof RangeError)) throw error;
    return `${currency} ${new Intl.NumberFormat(locale, { maximumFractionDigits: decimalsOf(amount) }).format(exact)}`;
  }
}

/** Whether a decimal string is zero, however it is written. */
export function isZero(amount: string): boolean {
  return /^-?0+(\.0+)?$/.test(amount);
}

function decimalsOf(amount: string): number {
  return amount.split('.')[1]?.replace(/0+$/, '').length ?? 0;
}
