import Big from 'big.js';

/** Rounds to cents, half away from zero, and writes two places: the form of every amount in the books. */
export function cents(value: Big.BigSource): string {
  return new Big(value).round(2, Big.roundHalfUp).toFixed(2);
}

/** Adds amounts up, without a float in between. */
export function sum(amounts: Iterable<string>): string {
  let total = new Big(0);
  for (const amount of amounts) total = total.plus(amount);
  return total.toFixed(2);
}

/** True for decimal text such as `-12.5`; no exponent, no blanks. */
export function isDecimal(text: string): boolean {
  return /^-?\d{1,15}(\.\d{1,10})?$/.test(text);
}
