import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { findInvoice, findPayment } from '../find.ts';
import { sum } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { BatchPaymentRow } from '../rows.ts';
import { takeBack } from './delete-payment.ts';
import { payableAccount } from './payable-account.ts';
import { recordPayment } from './record-payment.ts';

export interface BatchPaymentInput {
  /** The account's id or code. */
  readonly account: string;
  /** Invoices by id or number, or bills, never both, and what is paid of each. */
  readonly payments: readonly {
    readonly invoice: string;
    readonly amount: string;
    readonly reference?: string | undefined;
  }[];
  readonly date?: string | undefined;
  readonly reference?: string | undefined;
  readonly narrative?: string | undefined;
  readonly createdByApp?: string | undefined;
}

/** Pays several invoices or several bills with one movement of the bank. Ends in a Refusal as a single payment does. */
export function recordBatchPayment(books: Books, input: BatchPaymentInput): BatchPaymentRow {
  const invoices = input.payments.map(({ invoice }) => findInvoice(books, invoice));
  const [first] = invoices;
  if (!first) throw new Refusal('A batch payment must have at least one payment.');
  if (invoices.some(({ type }) => type !== first.type)) {
    throw new Refusal('A batch payment is for invoices or for bills, not for both.');
  }
  const id = randomUUID();
  const date = checkDate(input.date ?? books.today());
  const account = payableAccount(books, input.account, first.currency);
  const payments = input.payments.map(({ invoice, amount, reference }) =>
    recordPayment(books, invoice, {
      kind: 'Invoice',
      amount,
      account: account.id,
      date,
      reference: reference ?? input.reference,
      batchPaymentId: id,
      createdByApp: input.createdByApp,
    }),
  );
  const row: BatchPaymentRow = {
    id,
    type: first.type === 'ACCREC' ? 'RECBATCH' : 'PAYBATCH',
    accountId: account.id,
    date,
    reference: input.reference ?? '',
    narrative: input.narrative ?? '',
    status: 'AUTHORISED',
    totalAmount: sum(
      payments.map(({ bankAmount }) => bankAmount),
      account.currency ?? books.baseCurrency,
    ),
    paymentIds: payments.map((payment) => payment.id),
    isReconciled: false,
    updatedAt: books.now(),
  };
  books.rows.batchPayments.put(row);
  return row;
}

/** Takes a batch back with all its payments; ends in a Refusal when it is deleted already or was reconciled. */
export function deleteBatchPayment(books: Books, id: string): BatchPaymentRow {
  const old = books.rows.batchPayments.get(id);
  if (!old) throw new Refusal(`There is no batch payment ${id} in ${books.organisation.name}.`);
  if (old.status === 'DELETED') throw new Refusal('Batch payment not of valid status for modification');
  if (old.isReconciled) throw new Refusal(books.switches.reconciledPaymentText);
  for (const paymentId of old.paymentIds) takeBack(books, findPayment(books, paymentId));
  const row: BatchPaymentRow = { ...old, status: 'DELETED', updatedAt: books.now() };
  books.rows.batchPayments.put(row);
  return row;
}
