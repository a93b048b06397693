import Big from 'big.js';
import type { BaseTotal } from '../../receivables/base-total.ts';

/** Whether Xero's receivables and the mirror say the same, in the base currency as decimal strings. */
export type Comparison = {
  matches: boolean;
  inBooks: string;
  inMirror: string;
  /** Whether Xero counts unallocated prepayments among receivables; null while nothing has told. */
  prepaymentsInBalance: boolean | null;
};

/**
 * Compares what stands on Xero's account of receivables with the mirror's open documents. That account holds open
 * invoices less unallocated credit notes and overpayments, each at its own rate. Whether it holds unallocated
 * prepayments is not documented: either is recognised, and remembered. Documents in other currencies may each
 * differ by half a cent, since how Xero rounds what is left of them is not documented either.
 */
export function compareTotals(inBooks: string, mirror: BaseTotal, known: boolean | null): Comparison {
  const without = new Big(mirror.owed);
  const withPrepaid = without.minus(mirror.prepaid);
  const slack = new Big(mirror.foreign).times('0.005');
  const fits = (sum: Big) => sum.minus(inBooks).abs().lte(slack);
  const result = (inside: boolean | null, sum: Big, matches: boolean): Comparison => ({
    matches,
    inBooks,
    inMirror: sum.toFixed(),
    prepaymentsInBalance: inside,
  });
  const telling = !new Big(mirror.prepaid).eq(0);
  const likely = known ?? true;
  for (const inside of [likely, !likely]) {
    const sum = inside ? withPrepaid : without;
    if (fits(sum)) return result(telling ? inside : known, sum, true);
  }
  return result(known, likely ? withPrepaid : without, false);
}

/** What stands on an account, debit less credit. */
export function standingOf({ debit, credit }: { debit: string; credit: string }): string {
  return new Big(debit).minus(credit).toFixed();
}
