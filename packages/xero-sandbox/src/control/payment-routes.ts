import type { BooksVerbs } from '../books/verbs.ts';
import { verb } from './books-route.ts';
import type { ControlRoute } from './control-route.ts';
import type { Fields } from './fields.ts';
import { readAllocation, readBatchPayment, readPayment } from './read-payment.ts';

/** What settles documents: payments, refunds, batches and allocations. */
export const PAYMENT_ROUTES: readonly ControlRoute[] = [
  verb({
    method: 'POST',
    path: '/invoices/:id/payments',
    about:
      'Records a payment: {amount?, account?, date?, reference?, currencyRate?, bankAmount?, isReconciled?}',
    status: 201,
    read: readPayment,
    act: (verbs, payment, id) => verbs.recordPayment(id, { ...payment, kind: 'Invoice' }),
  }),
  verb({
    method: 'POST',
    path: '/credits/:id/refunds',
    about: 'Refunds a credit note, prepayment or overpayment: the same fields as a payment',
    status: 201,
    read: readPayment,
    act: (verbs, payment, id) => verbs.recordPayment(id, payment),
  }),
  verb({
    method: 'POST',
    path: '/credits/:id/allocations',
    about: 'Applies a credit note, prepayment or overpayment to an invoice: {invoice, amount?, date?}',
    status: 201,
    read: readAllocation,
    act: (verbs, allocation, id) => verbs.allocateCredit(id, allocation),
  }),
  verb({
    method: 'DELETE',
    path: '/credits/:id/allocations/:part',
    about: 'Takes an allocation back',
    act: (verbs, _, id, allocation) => verbs.removeAllocation(id, allocation),
  }),
  verb({
    method: 'DELETE',
    path: '/payments/:id',
    about: 'Takes a payment or refund back: it stays readable as DELETED',
    act: (verbs, _, id) => verbs.deletePayment(id),
  }),
  reconcile('/payments', 'payment', (verbs, id, done) => verbs.reconcilePayment(id, done)),
  verb({
    method: 'POST',
    path: '/batch-payments',
    about:
      'Pays several invoices or bills at once: {account, payments: [{invoice, amount, reference?}], date?, …}',
    status: 201,
    read: readBatchPayment,
    act: (verbs, batch) => verbs.recordBatchPayment(batch),
  }),
  verb({
    method: 'DELETE',
    path: '/batch-payments/:id',
    about: 'Takes a batch back with all its payments',
    act: (verbs, _, id) => verbs.deleteBatchPayment(id),
  }),
];

type Reconcile = (verbs: BooksVerbs, id: string, isReconciled: boolean) => unknown;

/** Matches something with a bank statement, which Xero's API cannot. */
export function reconcile(path: string, what: string, act: Reconcile): ControlRoute {
  return verb({
    method: 'POST',
    path: `${path}/:id/reconcile`,
    about: `Marks a ${what} as matched with a bank statement, or with {isReconciled: false} as not`,
    read: readReconciled,
    act: (verbs, isReconciled, id) => act(verbs, id, isReconciled),
  });
}

function readReconciled(body: Fields): boolean {
  body.only('isReconciled');
  return body.optionalFlag('isReconciled') ?? true;
}
