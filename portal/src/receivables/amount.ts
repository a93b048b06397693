const decimals = new Map<string, number>();

/**
 * An amount as the API gives it: with the decimals its currency has (ISO 4217: `1234.50` NZD, `1234` JPY, `1.005` KWD),
 * and with more where the books hold more. No digit that counts is ever dropped.
 */
export function amountIn(currency: string, amount: string): string {
  const [whole = '0', fraction = ''] = amount.split('.');
  const exact = fraction.replace(/0+$/, '').padEnd(decimalsOf(currency), '0');
  return exact === '' ? whole : `${whole}.${exact}`;
}

/** How many decimals amounts of a currency have (ISO 4217). */
export function decimalsOf(currency: string): number {
  const known = decimals.get(currency);
  if (known !== undefined) return known;
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  const found = format.resolvedOptions().maximumFractionDigits ?? 2;
  decimals.set(currency, found);
  return found;
}
