import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import type { Books } from './books.ts';
import { checkDate } from './dates.ts';
import { findInvoice } from './find.ts';
import { checkPaymentDate } from './lock-dates.ts';
import { cents, isDecimal } from './money.ts';
import { Refusal } from './refusal.ts';
import type { AccountRow, InvoiceRow, PaymentRow } from './rows.ts';

export interface PaymentInput {
  /** Decimal text; left out: all that is due. */
  readonly amount?: string | undefined;
  /** The account's id or code; left out: the organisation's first bank account. */
  readonly account?: string | undefined;
  /** `YYYY-MM-DD`; left out: today in the organisation's zone. */
  readonly date?: string | undefined;
  readonly reference?: string | undefined;
}

/**
 * Records a payment on an approved invoice: the amount moves from due to paid, the invoice is stamped
 * with the payment, and at zero it becomes PAID on the payment's date.
 */
export function recordPayment(books: Books, invoice: string, input: PaymentInput): PaymentRow {
  const old = findInvoice(books, invoice);
  const amount = input.amount ?? old.amountDue;
  checkPayable(old, amount);
  const date = checkDate(input.date ?? books.today());
  checkPaymentDate(books, date);
  const account = findPayable(books, input.account);
  const updatedAt = books.clock.now().getTime();
  const payment: PaymentRow = {
    id: randomUUID(),
    invoiceId: old.id,
    accountId: account.id,
    date,
    amount: cents(amount),
    currencyRate: old.currencyRate,
    reference: input.reference ?? '',
    status: 'AUTHORISED',
    updatedAt,
  };
  const amountDue = cents(new Big(old.amountDue).minus(amount));
  const paid = new Big(amountDue).eq(0);
  books.payments.put(payment);
  books.invoices.put({
    ...old,
    status: paid ? 'PAID' : old.status,
    amountDue,
    amountPaid: cents(new Big(old.amountPaid).plus(amount)),
    fullyPaidOn: paid ? date : null,
    paymentIds: [...old.paymentIds, payment.id],
    updatedAt,
  });
  return payment;
}

function checkPayable(invoice: InvoiceRow, amount: string): void {
  if (!isDecimal(amount) || !new Big(amount).eq(cents(amount)))
    throw new Refusal(`'${amount}' is not an amount of money.`);
  const messages: string[] = [];
  if (new Big(amount).gt(invoice.status === 'AUTHORISED' ? invoice.amountDue : 0)) {
    messages.push('Payment amount exceeds the amount outstanding on this document');
  }
  if (invoice.status !== 'AUTHORISED')
    messages.push('Payments can only be made against Authorised documents');
  if (messages.length > 0) throw new Refusal(...messages);
  if (new Big(amount).lte(0)) throw new Refusal('A payment must be greater than zero.');
}

function findPayable(books: Books, idOrCode: string | undefined): AccountRow {
  const all = books.accounts.all().filter((row) => row.status === 'ACTIVE');
  const account = all.find((row) =>
    idOrCode === undefined ? row.type === 'BANK' : row.id === idOrCode || row.code === idOrCode,
  );
  if (!account) throw new Refusal('You must specify an Account code or Account ID for the payment');
  if (account.type !== 'BANK' && !account.enablePaymentsToAccount) {
    throw new Refusal('Account type is invalid for making a payment to/from');
  }
  return account;
}
