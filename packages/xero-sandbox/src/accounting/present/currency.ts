const NAMES = new Intl.DisplayNames('en', { type: 'currency' });

/** One currency, by its code in any letter case, as Xero writes it. */
export function presentCurrency(code: string): object {
  return { Code: code.toUpperCase(), Description: currencyName(code) };
}

/** What a currency is called in English. */
export function currencyName(code: string): string {
  return NAMES.of(code.toUpperCase()) ?? code.toUpperCase();
}
