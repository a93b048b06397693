import { html } from 'hono/html';
import { findDocument } from '../books/find.ts';
import type { PaymentRow } from '../books/rows.ts';
import { renderSearch } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderList } from '../pages/table.ts';
import { badge, day } from '../pages/written.ts';
import {
  type BooksPage,
  type BooksVisit,
  contactLink,
  documentLink,
  isWanted,
  matches,
} from './books-visit.ts';
import { anyOf } from './options.ts';
import { paymentState } from './payment-form.ts';
import { reconcileActions, reconcileButton, rowButton } from './reconcile.ts';

/** Payments and refunds, the last changed first; each is reconciled, or removed, here. */
export const paymentsPage: BooksPage = {
  path: '/payments',
  show(visit) {
    const { books, base } = visit;
    const rows = books.payments
      .all()
      .filter((row) => isWanted(visit, 'status', row.status) && isWanted(visit, 'state', stateOf(row)))
      .filter((row) => {
        const { contactId, number } = documentOf(visit, row);
        return matches(visit, row.reference, number, books.contacts.get(contactId)?.name);
      })
      .reverse();
    return {
      title: 'Payments',
      content: html`<p><a href="${base}/payments/batches">Batch payments</a></p>
        ${renderSearch(visit, [
          { name: 'q', label: 'Document, reference or contact', kind: 'search' },
          { name: 'status', label: 'Status', kind: 'select', options: anyOf('AUTHORISED', 'DELETED') },
          { name: 'state', label: 'Reconciled', kind: 'select', options: anyOf('yes', 'no') },
        ])}
        ${renderList(visit, 'Payments', columns(visit), rows, 'Nothing like that. Payments are recorded on the page of an invoice or credit.')}`,
    };
  },
  actions: {
    remove: {
      done: 'The payment was removed. It stays readable as DELETED.',
      act: ({ verbs }, form) => void verbs.deletePayment(form.get('id') ?? ''),
    },
    ...reconcileActions('payment', (verbs, ...rest) => verbs.reconcilePayment(...rest)),
  },
};

function columns(visit: BooksVisit): readonly Column<PaymentRow>[] {
  return [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'For', cell: ({ document }) => documentLink(visit, document.kind, document.id) },
    { title: 'Contact', cell: (row) => contactLink(visit, documentOf(visit, row).contactId) },
    { title: 'Account', cell: ({ accountId }) => visit.books.accounts.get(accountId)?.name ?? '' },
    { title: 'Reference', cell: ({ reference }) => reference },
    {
      title: 'Amount',
      isAmount: true,
      cell: (row) => `${documentOf(visit, row).currency} ${row.amount}`,
    },
    { title: 'Status', cell: (row) => html`${badge(row.status)} ${paymentState(row)}` },
    { title: 'Actions', cell: (row) => actions(visit, row) },
  ];
}

function actions(visit: BooksVisit, { id, amount, status, isReconciled }: PaymentRow): Page {
  if (status === 'DELETED') return html``;
  const button = rowButton(visit, id, `the payment of ${amount}`);
  return html`${reconcileButton(button, isReconciled)}
  ${button('remove', 'Remove')}`;
}

function documentOf({ books }: BooksVisit, { document }: PaymentRow) {
  return findDocument(books, document.id, document.kind).row;
}

function stateOf({ isReconciled }: PaymentRow): string {
  return isReconciled ? 'yes' : 'no';
}
