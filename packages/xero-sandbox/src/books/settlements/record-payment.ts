import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { carrying, type Document, openAmount, putDocument } from '../documents/documents.ts';
import { rateOf } from '../documents/new-document.ts';
import { findDocument } from '../find.ts';
import { baseMinor, settlementLines } from '../ledger/postings.ts';
import { controlAccountOf, sideOf } from '../ledger/sides.ts';
import { sourceOf } from '../ledger/sources.ts';
import { checkSize, isDecimal, money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { AccountRow, CreditKind, PaymentRow, PaymentType } from '../rows.ts';
import { checkPaymentDate } from '../settings/lock-dates.ts';
import { payableAccount } from './payable-account.ts';
import { settledByPayment } from './settle.ts';

export interface PaymentInput {
  /** Which kind of document is meant; left out: whichever has that id or number. */
  readonly kind?: 'Invoice' | CreditKind | undefined;
  /** Decimal text in the document's currency; left out: all that is due or remains. */
  readonly amount?: string | undefined;
  /** The account's id or code; left out: the first bank account that fits the currency. */
  readonly account?: string | undefined;
  /** `YYYY-MM-DD`; left out: today in the organisation's zone. */
  readonly date?: string | undefined;
  readonly reference?: string | undefined;
  /** Left out: what the bank amount says, or the document's own rate. */
  readonly currencyRate?: string | undefined;
  /** What the bank account moves by, in its own currency. */
  readonly bankAmount?: string | undefined;
  /** Whether a rate or a bank amount must be given when the account is not in the document's currency. */
  readonly needsRate?: boolean | undefined;
  readonly isReconciled?: boolean | undefined;
  readonly batchPaymentId?: string | undefined;
  readonly createdByApp?: string | undefined;
}

/**
 * Records a payment of an invoice or bill, or the refund of a credit, by the document's id or number: the amount
 * moves from due to paid, the document is stamped with the payment, and at zero it becomes PAID on the payment's date.
 */
export function recordPayment(books: Books, document: string, input: PaymentInput): PaymentRow {
  const old = findDocument(books, document, input.kind);
  const amount = input.amount ?? openAmount(old);
  checkPayable(old, amount);
  const date = checkDate(input.date ?? books.today());
  checkPaymentDate(books, date);
  const account = payableAccount(books, input.account, old.row.currency);
  const given = givenBankAmount(books, account, amount, old.row.currency, input.bankAmount);
  const currencyRate = paymentRate(books, old, account, amount, { ...input, bankAmount: given });
  const moved = given ?? bankAmount(books, account, amount, old.row.currency, currencyRate);
  checkSize(new Big(amount).div(currencyRate), moved);
  const payment: PaymentRow = {
    id: randomUUID(),
    type: PAYMENT_TYPES[old.row.type],
    document: { kind: old.kind, id: old.row.id },
    accountId: account.id,
    date,
    amount: money(amount, old.row.currency),
    currencyRate,
    bankAmount: moved,
    reference: input.reference ?? '',
    status: 'AUTHORISED',
    isReconciled: input.isReconciled ?? false,
    batchPaymentId: input.batchPaymentId ?? null,
    createdByApp: input.createdByApp ?? null,
    updatedAt: books.now(),
  };
  const paid = settledByPayment(books, old, payment.amount, [...old.row.paymentIds, payment.id], date);
  books.payments.put(payment);
  putDocument(books, paid);
  postPayment(books, payment, old, paid);
  record(books, old.row.id, 'Payment', `Payment of ${payment.amount} on ${date}.`);
  return payment;
}

/** Posts what a payment, made or taken back, moved between the bank and the document's account. */
export function postPayment(books: Books, payment: PaymentRow, before: Document, after: Document): void {
  const made = payment.status === 'AUTHORISED' ? 1 : -1;
  const currency = books.accounts.get(payment.accountId)?.currency ?? books.baseCurrency;
  const rate = currency === books.baseCurrency ? '1' : payment.currencyRate;
  // What the bank moved by, not the amount at a rate that was rounded to six places.
  const bank = made * sideOf(before.row) * baseMinor(payment.bankAmount, rate, books.baseCurrency);
  const control = carrying(books, after) - carrying(books, before);
  books.post({
    id: randomUUID(),
    date: payment.date,
    sourceId: payment.id,
    sourceType: sourceOf(payment.type),
    reference: payment.reference,
    lines: settlementLines(
      books.chart,
      { accountId: payment.accountId, net: bank },
      { accountId: controlAccountOf(books.chart, before.row), net: control },
    ),
  });
}

function checkPayable({ row, ...rest }: Document, amount: string): void {
  if (!isDecimal(amount) || !new Big(amount).eq(money(amount, row.currency))) {
    throw new Refusal(`'${amount}' is not an amount of money.`);
  }
  const open = row.status === 'AUTHORISED' ? openAmount({ row, ...rest } as Document) : 0;
  const messages: string[] = [];
  if (new Big(amount).gt(open)) {
    messages.push('Payment amount exceeds the amount outstanding on this document');
  }
  if (row.status !== 'AUTHORISED') messages.push('Payments can only be made against Authorised documents');
  if (messages.length > 0) throw new Refusal(...messages);
  if (new Big(amount).lte(0)) throw new Refusal('Payment amounts must be positive amounts');
}

function paymentRate(
  books: Books,
  { row }: Document,
  account: AccountRow,
  amount: string,
  input: PaymentInput,
): string {
  const own = account.currency ?? books.baseCurrency;
  if (input.needsRate && own !== row.currency && !input.currencyRate && !input.bankAmount) {
    throw new Refusal('A currency rate must be specified');
  }
  if (row.currency === books.baseCurrency) return '1';
  if (input.currencyRate !== undefined) return rateOf(books, row.currency, input.currencyRate);
  if (input.bankAmount === undefined || own !== books.baseCurrency) return row.currencyRate;
  return rateOf(
    books,
    row.currency,
    new Big(amount).div(input.bankAmount).round(6, Big.roundHalfUp).toFixed(),
  );
}

/** The bank amount that came with a payment, checked: in the document's own currency it is the amount itself. */
function givenBankAmount(
  books: Books,
  account: AccountRow,
  amount: string,
  currency: string,
  given: string | undefined,
): string | undefined {
  if (given === undefined) return undefined;
  const own = account.currency ?? books.baseCurrency;
  const right = isDecimal(given) && Number(given) > 0 && new Big(given).eq(money(given, own));
  if (!right || (own === currency && !new Big(given).eq(amount))) {
    throw new Refusal(`'${given}' is not what an account in ${own} moves by.`);
  }
  return money(given, own);
}

function bankAmount(
  books: Books,
  account: AccountRow,
  amount: string,
  currency: string,
  currencyRate: string,
): string {
  const own = account.currency ?? books.baseCurrency;
  return own === currency ? money(amount, own) : money(new Big(amount).div(currencyRate), own);
}

const PAYMENT_TYPES: Readonly<Record<Document['row']['type'], PaymentType>> = {
  ACCREC: 'ACCRECPAYMENT',
  ACCPAY: 'ACCPAYPAYMENT',
  ACCRECCREDIT: 'ARCREDITPAYMENT',
  ACCPAYCREDIT: 'APCREDITPAYMENT',
  'RECEIVE-OVERPAYMENT': 'AROVERPAYMENTPAYMENT',
  'SPEND-OVERPAYMENT': 'APOVERPAYMENTPAYMENT',
  'RECEIVE-PREPAYMENT': 'ARPREPAYMENTPAYMENT',
  'SPEND-PREPAYMENT': 'APPREPAYMENTPAYMENT',
};
