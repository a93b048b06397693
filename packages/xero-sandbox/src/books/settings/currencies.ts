import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';

/**
 * Subscribes the organisation to a currency; one that it has already stays as it is. Ends in a Refusal for no code.
 * @param rate - units of it for one unit of the base currency, as decimal text
 */
export function addCurrency(books: Books, code: string, rate: string): void {
  if (!Intl.supportedValuesOf('currency').includes(code)) {
    throw new Refusal(`'${code}' is not a currency code.`);
  }
  if (books.rates[code] === undefined) books.rates = { ...books.rates, [code]: rate };
}
