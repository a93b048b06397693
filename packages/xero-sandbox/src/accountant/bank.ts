import { html } from 'hono/html';
import type { BankTransactionRow } from '../books/rows.ts';
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
import { reconcileActions, reconcileButton, rowButton } from './reconcile.ts';

/** Money that moved without an invoice, the last changed first. */
export const bankPage: BooksPage = {
  path: '/bank',
  show(visit) {
    const { books, base } = visit;
    const rows = books.rows.bankTransactions
      .all()
      .filter((row) => isWanted(visit, 'status', row.status))
      .filter((row) => matches(visit, row.reference, row.type, books.contacts.get(row.contactId ?? '')?.name))
      .toReversed();
    return {
      title: 'Bank transactions',
      content: html`<p class="row">
          <a class="button" href="${base}/bank/new">Receive or spend money</a>
          <a href="${base}/bank/transfers">Transfers</a>
        </p>
        ${renderSearch(visit, [
          { name: 'q', label: 'Reference, type or contact', kind: 'search' },
          {
            name: 'status',
            label: 'Status',
            kind: 'select',
            options: anyOf('AUTHORISED', 'DELETED', 'VOIDED'),
          },
        ])}
        ${renderList(visit, 'Bank transactions', columns(visit), rows, 'Nothing yet. Receive or spend money to see it here.')}`,
    };
  },
  actions: {
    delete: {
      done: 'The bank transaction was deleted.',
      act: ({ verbs }, form) => void verbs.deleteBankTransaction(form.get('id') ?? ''),
    },
    ...reconcileActions('bank transaction', (verbs, ...rest) => verbs.reconcileBankTransaction(...rest)),
  },
};

function columns(visit: BooksVisit): readonly Column<BankTransactionRow>[] {
  return [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Type', cell: ({ type }) => type },
    { title: 'Contact', cell: ({ contactId }) => contactLink(visit, contactId) },
    { title: 'Account', cell: ({ bankAccountId }) => visit.books.accounts.get(bankAccountId)?.name ?? '' },
    { title: 'Reference', cell: ({ reference }) => reference },
    { title: 'Total', isAmount: true, cell: ({ currency, total }) => `${currency} ${total}` },
    {
      title: 'Status',
      cell: ({ status, isReconciled }) => html`${badge(status)} ${isReconciled ? 'Reconciled' : ''}`,
    },
    { title: 'Actions', cell: (row) => actions(visit, row) },
  ];
}

function actions(visit: BooksVisit, row: BankTransactionRow): Page {
  const { id, total, type, status, isReconciled, creditId } = row;
  const button = rowButton(visit, id, `the bank transaction of ${total}`);
  const credit =
    creditId && documentLink(visit, type.endsWith('OVERPAYMENT') ? 'Overpayment' : 'Prepayment', creditId);
  if (status !== 'AUTHORISED') return html`${credit ?? ''}`;
  return html`${credit ?? ''} ${reconcileButton(button, isReconciled)}
  ${type.endsWith('TRANSFER') ? '' : button('delete', 'Delete')}`;
}
