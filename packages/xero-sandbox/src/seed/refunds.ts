import type { CreditKind, PaymentRow, PaymentType } from '../books/rows.ts';
import { seedPayment } from './payments.ts';
import type { StartedCredit } from './started-credit.ts';
import type { Surroundings } from './surroundings.ts';

/** Pays some of the credits back, in full or by half. What remains of them shrinks. */
export function seedRefunds(around: Surroundings, credits: readonly StartedCredit[]): PaymentRow[] {
  const { random, calendar } = around;
  const refundable = credits.filter(({ status, left }) => status === 'AUTHORISED' && left > 1);
  return refundable.flatMap((credit): PaymentRow[] => {
    const percentile = random.below(100);
    if (percentile >= 35 && !credit.isRefunded) return [];
    const amount = percentile < 25 || credit.isRefunded ? credit.left : Math.floor(credit.left / 2);
    const age = Math.max(0, credit.lastAge - random.below(30));
    const updatedAt = Math.max(credit.updatedAt, calendar.instant(random, age));
    const type = TYPES[credit.kind][credit.bill ? 'purchase' : 'sale'];
    const document = { kind: credit.kind, id: credit.id };
    const payment = seedPayment(around, {
      type,
      document,
      currency: credit.currency,
      amount,
      age,
      updatedAt,
    });
    credit.left -= amount;
    credit.lastAge = age;
    credit.updatedAt = updatedAt;
    credit.paymentIds.push(payment.id);
    return [payment];
  });
}

const TYPES: Readonly<Record<CreditKind, { readonly sale: PaymentType; readonly purchase: PaymentType }>> = {
  CreditNote: { sale: 'ARCREDITPAYMENT', purchase: 'APCREDITPAYMENT' },
  Overpayment: { sale: 'AROVERPAYMENTPAYMENT', purchase: 'APOVERPAYMENTPAYMENT' },
  Prepayment: { sale: 'ARPREPAYMENTPAYMENT', purchase: 'APPREPAYMENTPAYMENT' },
};
