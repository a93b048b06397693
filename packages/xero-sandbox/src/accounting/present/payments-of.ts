import type { Books } from '../../books/books.ts';
import { decimal, wireDate } from '../wire.ts';

/** The payments or refunds of a document that count, as a part of it; deleted ones are left out. */
export function presentPaymentsOf(books: Books, paymentIds: readonly string[]): object[] {
  return paymentIds
    .flatMap((id) => books.payments.get(id) ?? [])
    .filter((payment) => payment.status === 'AUTHORISED')
    .map((payment) => ({
      PaymentID: payment.id,
      Date: wireDate(payment.date),
      Amount: decimal(payment.amount),
      ...(payment.reference && { Reference: payment.reference }),
      CurrencyRate: decimal(payment.currencyRate),
      HasAccount: false,
      HasValidationErrors: false,
    }));
}
