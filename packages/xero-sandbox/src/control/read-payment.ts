import type { AllocationInput } from '../books/settlements/allocations.ts';
import type { BatchPaymentInput } from '../books/settlements/batch-payments.ts';
import type { PaymentInput } from '../books/settlements/record-payment.ts';
import type { Fields } from './fields.ts';

/** Reads a payment or refund from a request's body. */
export function readPayment(body: Fields): PaymentInput {
  body.only('amount', 'account', 'date', 'reference', 'currencyRate', 'bankAmount', 'isReconciled');
  return {
    amount: body.optionalDecimal('amount'),
    account: body.optionalText('account'),
    date: body.optionalDate('date'),
    reference: body.optionalText('reference'),
    currencyRate: body.optionalDecimal('currencyRate'),
    bankAmount: body.optionalDecimal('bankAmount'),
    isReconciled: body.optionalFlag('isReconciled'),
  };
}

/** Reads how much of a credit goes to which invoice from a request's body. */
export function readAllocation(body: Fields): AllocationInput {
  body.only('invoice', 'amount', 'date');
  return {
    invoice: body.text('invoice'),
    amount: body.optionalDecimal('amount'),
    date: body.optionalDate('date'),
  };
}

/** Reads a batch of payments from a request's body. */
export function readBatchPayment(body: Fields): BatchPaymentInput {
  body.only('account', 'payments', 'date', 'reference', 'narrative');
  return {
    account: body.text('account'),
    payments: (body.optionalObjects('payments') ?? []).map((payment) => {
      payment.only('invoice', 'amount', 'reference');
      return {
        invoice: payment.text('invoice'),
        amount: payment.decimal('amount'),
        reference: payment.optionalText('reference'),
      };
    }),
    date: body.optionalDate('date'),
    reference: body.optionalText('reference'),
    narrative: body.optionalText('narrative'),
  };
}
