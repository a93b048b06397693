import { baseMinor } from '../books/ledger/postings.ts';
import { fromMinor } from '../books/money.ts';
import type { AccountRow, BatchPaymentRow, PaymentRow, PaymentType } from '../books/rows.ts';
import type { SeedCurrency } from './currencies.ts';
import { bankFor, type Surroundings } from './surroundings.ts';

/** A payment to be made up. */
export interface PaymentWish {
  readonly type: PaymentType;
  readonly document: PaymentRow['document'];
  readonly currency: SeedCurrency;
  /** In minor units of the document's currency. */
  readonly amount: number;
  /** How many days ago it was made. */
  readonly age: number;
  readonly updatedAt: number;
  readonly deleted?: boolean;
  /** The run of payments that it belongs to. */
  readonly batch?: PaymentBatch | undefined;
}

/** A batch payment while its payments are being made up. */
export interface PaymentBatch {
  readonly id: string;
  readonly type: BatchPaymentRow['type'];
  readonly age: number;
  readonly updatedAt: number;
  readonly isReconciled: boolean;
  readonly paymentIds: string[];
  total: number;
}

/** Makes up one payment: into the bank account of the document's currency, or into the first one at the day's rate. */
export function seedPayment(around: Surroundings, wish: PaymentWish): PaymentRow {
  const { random, calendar, currencies } = around;
  const { type, document, currency, age, updatedAt, batch, deleted = false } = wish;
  const account = batch ? around.account('090') : payingAccount(around, currency);
  const [{ code: base }] = currencies;
  const amount = fromMinor(wish.amount, currency.code);
  const currencyRate = currency.rate(age);
  const own = (account.currency ?? base) === currency.code;
  const row: PaymentRow = {
    id: random.uuid(),
    type,
    document,
    accountId: account.id,
    date: calendar.date(age),
    amount,
    currencyRate,
    bankAmount: own ? amount : fromMinor(baseMinor(amount, currencyRate, base), base),
    reference: random.chance(50) ? 'Direct credit' : '',
    status: deleted ? 'DELETED' : 'AUTHORISED',
    isReconciled: batch ? batch.isReconciled : !deleted && age > 20 && random.chance(70),
    batchPaymentId: batch?.id ?? null,
    createdByApp: null,
    updatedAt,
  };
  if (batch) {
    batch.paymentIds.push(row.id);
    batch.total += wish.amount;
  }
  return row;
}

/** Some customers pay online, which comes in through a clearing account. */
function payingAccount(around: Surroundings, currency: SeedCurrency): AccountRow {
  const own = currency === around.currencies[0];
  return own && around.random.chance(8) ? around.account('606') : bankFor(around, currency);
}

/** The batches as rows; all of them are in the base currency. */
export function batchRows({ calendar, currencies, account }: Surroundings, batches: Iterable<PaymentBatch>) {
  return Array.from(
    batches,
    (batch): BatchPaymentRow => ({
      id: batch.id,
      type: batch.type,
      accountId: account('090').id,
      date: calendar.date(batch.age),
      reference: batch.type === 'PAYBATCH' ? 'Suppliers' : 'Deposit',
      narrative: '',
      status: 'AUTHORISED',
      totalAmount: fromMinor(batch.total, currencies[0].code),
      paymentIds: batch.paymentIds,
      isReconciled: batch.isReconciled,
      updatedAt: batch.updatedAt,
    }),
  );
}
