import Big from 'big.js';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { putDocument } from '../documents/documents.ts';
import { findDocument, findPayment } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { PaymentRow } from '../rows.ts';
import { checkPaymentDate } from '../settings/lock-dates.ts';
import { postPayment } from './record-payment.ts';
import { settledByPayment } from './settle.ts';

/**
 * Takes a payment back: it stays readable as DELETED, and its document is due again. Ends in a Refusal for one
 * that is deleted already, reconciled, in a batch, or in a locked period.
 */
export function deletePayment(books: Books, id: string): PaymentRow {
  const old = findPayment(books, id);
  if (old.status === 'DELETED') throw new Refusal('Payment not of valid status for modification');
  if (old.batchPaymentId !== null) throw new Refusal('Payments within a batch cannot be deleted.');
  if (old.isReconciled) throw new Refusal(books.switches.reconciledPaymentText);
  return takeBack(books, old);
}

/** Takes a payment back whatever it belongs to; ends in a Refusal when its date lies in a locked period. */
export function takeBack(books: Books, old: PaymentRow): PaymentRow {
  checkPaymentDate(books, old.date);
  const payment: PaymentRow = { ...old, status: 'DELETED', updatedAt: books.now() };
  const before = findDocument(books, old.document.id, old.document.kind);
  const left = before.row.paymentIds.filter((each) => each !== old.id);
  const amount = new Big(old.amount).times(-1).toString();
  const after = settledByPayment(books, before, amount, left, old.date);
  books.payments.put(payment);
  putDocument(books, after);
  postPayment(books, payment, before, after);
  record(books, before.row.id, 'Payment removed', `Payment of ${old.amount} on ${old.date}.`);
  return payment;
}

/**
 * Marks a payment as matched with a bank statement, or takes that back; a reconciled one cannot be deleted. Ends in
 * a Refusal for one that was deleted, which no statement can hold.
 */
export function reconcilePayment(books: Books, id: string, isReconciled: boolean): PaymentRow {
  const old = findPayment(books, id);
  if (old.status === 'DELETED') throw new Refusal('Payment not of valid status for modification');
  const payment = { ...old, isReconciled, updatedAt: books.now() };
  books.payments.put(payment);
  return payment;
}
