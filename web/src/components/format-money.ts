/**
 * An amount as the reader's locale writes it. `amount` is a decimal string and goes to `Intl` as
 * text, which formats it exactly: a float would round large amounts. The currency decides how many
 * decimals are usual; more that the amount itself has are kept. A code unknown to `Intl` is written before the number.
 */
export function formatMoney(amount: string, currency: string, locale?: string): string {
  const exact = amount as Intl.StringNumericLiteral;
  try {
    const usual = new Intl.NumberFormat(locale, { style: 'currency', currency });
    const decimals = Math.max(usual.resolvedOptions().maximumFractionDigits ?? 0, decimalsOf(amount));
    return new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      maximumFractionDigits: decimals,
    }).format(exact);
  } catch {
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
