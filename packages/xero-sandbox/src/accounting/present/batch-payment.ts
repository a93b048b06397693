import type { Books } from '../../books/books.ts';
import type { BatchPaymentRow, PaymentRow } from '../../books/rows.ts';
import { dateString, decimal, wireDate, wireInstant } from '../wire.ts';

/** One batch of payments as Xero writes it, with the payments that it is made of. */
export function presentBatchPayment(books: Books, row: BatchPaymentRow): object {
  const account = books.accounts.get(row.accountId);
  const payments = row.paymentIds.flatMap((id) => books.payments.get(id) ?? []);
  return {
    Account: {
      AccountID: row.accountId,
      CurrencyCode: account?.currency ?? books.baseCurrency,
    },
    ...(row.reference && { Reference: row.reference }),
    ...(row.narrative && { Narrative: row.narrative }),
    BatchPaymentID: row.id,
    DateString: dateString(row.date),
    Date: wireDate(row.date),
    Payments: payments.map((payment) => presentPart(books, payment)),
    Type: row.type,
    Status: row.status,
    TotalAmount: decimal(row.totalAmount),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    IsReconciled: row.isReconciled,
  };
}

function presentPart(books: Books, payment: PaymentRow): object {
  const invoice = books.invoices.get(payment.document.id);
  return {
    Invoice: {
      InvoiceID: payment.document.id,
      ...(invoice && { CurrencyCode: invoice.currency }),
      Payments: [],
      CreditNotes: [],
      Prepayments: [],
      Overpayments: [],
      HasErrors: false,
      IsDiscounted: false,
      LineItems: [],
    },
    PaymentID: payment.id,
    ...(payment.reference && { Reference: payment.reference }),
    Amount: decimal(payment.amount),
    BankAmount: decimal(payment.bankAmount),
  };
}
