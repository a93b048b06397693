import { html } from 'hono/html';
import type { PaymentRow } from '../books/rows.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderTable } from '../pages/table.ts';
import type { Action } from '../pages/web-page.ts';
import { day } from '../pages/written.ts';
import { type BooksVisit, entered } from './books-visit.ts';
import { payableOptions } from './options.ts';

/** The form for a payment of a document, or for the refund of a credit, over all that is open at first. */
export function paymentForm(
  visit: BooksVisit,
  what: 'Record payment' | 'Refund',
  open: string,
  currency: string,
): Page {
  const { books } = visit;
  return renderForm(visit, {
    action: 'pay',
    title: what,
    fields: [
      { name: 'amount', label: 'Amount', kind: 'amount', required: true, value: open },
      { name: 'date', label: 'Date paid', kind: 'date', required: true, value: books.today() },
      { name: 'account', label: 'Account', kind: 'select', options: payableOptions(books, currency) },
      { name: 'reference', label: 'Payment reference' },
    ],
    submit: what,
  });
}

/** The payments of a document with what is known of each; each can be taken back. */
export function paymentsOf(visit: BooksVisit, ids: readonly string[], currency: string): Page {
  const { books } = visit;
  const columns: readonly Column<PaymentRow>[] = [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Amount', isAmount: true, cell: ({ amount }) => `${currency} ${amount}` },
    { title: 'Account', cell: ({ accountId }) => books.accounts.get(accountId)?.name ?? '' },
    { title: 'Reference', cell: ({ reference }) => reference },
    { title: 'State', cell: paymentState },
    {
      title: 'Actions',
      cell: ({ id, amount }) =>
        renderForm(visit, {
          action: 'remove-payment',
          row: id,
          submit: 'Remove',
          about: `the payment of ${amount}`,
          isQuiet: true,
        }),
    },
  ];
  const rows = ids.flatMap((id) => books.payments.get(id) ?? []);
  return rows.length === 0 ? html`` : renderTable('Payments', columns, rows, '');
}

/** Whether a payment is in a batch or reconciled, which keeps it from being removed. */
export function paymentState({ batchPaymentId, isReconciled }: PaymentRow): string {
  return [batchPaymentId && 'In a batch', isReconciled && 'Reconciled'].filter(Boolean).join(', ');
}

/** Pays or refunds the document that the address names, and takes one of its payments back. */
export const PAYMENT_ACTIONS: Readonly<Record<string, Action<BooksVisit>>> = {
  pay: {
    done: 'The payment was recorded.',
    act: ({ verbs, part }, form) =>
      void verbs.recordPayment(part('id'), {
        amount: form.get('amount')?.trim() ?? '',
        date: entered(form, 'date'),
        account: entered(form, 'account'),
        reference: entered(form, 'reference'),
      }),
  },
  'remove-payment': {
    done: 'The payment was removed. It stays readable as DELETED.',
    act: ({ verbs }, form) => void verbs.deletePayment(form.get('id') ?? ''),
  },
};
