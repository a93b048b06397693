import type { InvoiceStatus } from '../books/rows.ts';
import type { Random } from './random.ts';

/** What became of an invoice. Amounts are minor units of its currency. */
export interface Settlement {
  readonly status: InvoiceStatus;
  /** What was paid, one payment after the other. */
  readonly payments: readonly number[];
  readonly credited: number;
  /** A payment that was deleted again; 0 for none. */
  readonly takenBack: number;
}

/**
 * Old invoices are mostly paid; a few of any age are still drafts, submitted, voided, deleted or part-paid.
 *
 * @param percentile - 0 to 99: where the invoice stands among all.
 */
export function settlementOf(random: Random, percentile: number, age: number, total: number): Settlement {
  const nothing = { payments: [], credited: 0, takenBack: 0 };
  if (percentile < 4) return { status: 'DRAFT', ...nothing };
  if (percentile < 6) return { status: 'SUBMITTED', ...nothing };
  if (percentile < 9) return { status: 'VOIDED', ...nothing };
  if (percentile < 11) return { status: 'DELETED', ...nothing };
  const takenBack = random.chance(2) ? total : 0;
  if (percentile < 16)
    return { status: 'AUTHORISED', payments: partPayments(random, total), credited: 0, takenBack };
  const credited = random.chance(4) ? Math.floor(total / (1 + random.below(4))) : 0;
  const left = total - credited;
  if (percentile >= (age > 60 ? 94 : 45) && left > 0)
    return { status: 'AUTHORISED', payments: [], credited, takenBack };
  if (left === 0) return { status: 'PAID', payments: [], credited, takenBack: 0 };
  const first = random.chance(5) ? Math.floor(left / 2) : 0;
  return { status: 'PAID', payments: first > 0 ? [first, left - first] : [left], credited, takenBack };
}

/** A deposit, now and then with an instalment after it; together less than the total. */
function partPayments(random: Random, total: number): number[] {
  const deposit = Math.max(1, Math.floor(total / (2 + random.below(3))));
  const instalment = random.chance(25) ? Math.floor((total - deposit) / 3) : 0;
  return instalment > 0 ? [deposit, instalment] : [deposit];
}
