import {
  decimal,
  flag,
  guid,
  instant,
  optionalDate,
  optionalDecimal,
  optionalGuid,
  optionalText,
  type Row,
  row,
  text,
} from '../wire/row.ts';
import type { Collection } from './page.ts';

/** A payment of a sales invoice as the books record it. The amount is a decimal string in the invoice's currency. */
export type Payment = {
  paymentId: string;
  /** `AUTHORISED`, `DELETED`, or something newer. */
  status: string;
  paidOn: string | null;
  amount: string;
  currencyRate: string;
  reference: string | null;
  isReconciled: boolean;
  /** The account that the money went to. */
  accountId: string | null;
  /** Null where Xero left it out: a deleted payment can come without its invoice. */
  invoiceId: string | null;
  batchPaymentId: string | null;
  updatedAt: Date;
};

export const PAYMENTS: Collection<Payment> = { name: 'Payments', idKey: 'PaymentID', read: readPayment };

function readPayment(payment: Row): Payment {
  const part = (key: string) => (payment[key] ? row(payment[key], key) : {});
  return {
    paymentId: guid(payment, 'PaymentID'),
    status: text(payment, 'Status'),
    paidOn: optionalDate(payment, 'Date'),
    amount: decimal(payment, 'Amount'),
    currencyRate: optionalDecimal(payment, 'CurrencyRate') ?? '1',
    reference: optionalText(payment, 'Reference'),
    isReconciled: flag(payment, 'IsReconciled'),
    accountId: optionalGuid(part('Account'), 'AccountID'),
    invoiceId: optionalGuid(part('Invoice'), 'InvoiceID'),
    batchPaymentId:
      optionalGuid(payment, 'BatchPaymentID') ?? optionalGuid(part('BatchPayment'), 'BatchPaymentID'),
    updatedAt: instant(payment, 'UpdatedDateUTC'),
  };
}
