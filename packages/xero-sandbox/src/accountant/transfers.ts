import { html } from 'hono/html';
import type { BankTransferRow } from '../books/rows.ts';
import { renderForm } from '../pages/form.ts';
import { type Column, renderList } from '../pages/table.ts';
import { badge, day } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, entered } from './books-visit.ts';
import { bankOptions } from './options.ts';

/** Transfers between bank accounts, and the form for a new one. */
export const transfersPage: BooksPage = {
  path: '/bank/transfers',
  show(visit) {
    const { books } = visit;
    const options = bankOptions(books);
    return {
      title: 'Transfers between bank accounts',
      content: html`${renderForm(visit, {
        action: 'add',
        title: 'New transfer',
        fields: [
          { name: 'from', label: 'From', kind: 'select', options },
          { name: 'to', label: 'To', kind: 'select', options },
          { name: 'amount', label: 'Amount', kind: 'amount', required: true },
          { name: 'date', label: 'Date', kind: 'date', value: books.today() },
          { name: 'reference', label: 'Reference' },
        ],
        submit: 'Transfer',
      })}
      <h2>Transfers</h2>
      ${renderList(visit, 'Transfers', columns(visit), books.rows.bankTransfers.all().toReversed(), 'There is no transfer yet. Make one above.')}`,
    };
  },
  actions: {
    add: {
      done: 'The money was transferred.',
      act: ({ verbs }, form) =>
        void verbs.addBankTransfer({
          from: form.get('from') ?? '',
          to: form.get('to') ?? '',
          amount: form.get('amount')?.trim() ?? '',
          date: entered(form, 'date'),
          reference: entered(form, 'reference'),
        }),
    },
    delete: {
      done: 'The transfer was deleted with both its sides.',
      act: ({ verbs }, form) => void verbs.deleteBankTransfer(form.get('id') ?? ''),
    },
  },
};

function columns(visit: BooksVisit): readonly Column<BankTransferRow>[] {
  const account = (id: string) => visit.books.accounts.get(id);
  return [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'From', cell: ({ fromAccountId }) => account(fromAccountId)?.name ?? '' },
    { title: 'To', cell: ({ toAccountId }) => account(toAccountId)?.name ?? '' },
    { title: 'Reference', cell: ({ reference }) => reference },
    {
      title: 'Amount',
      isAmount: true,
      cell: ({ fromAccountId, amount }) => `${account(fromAccountId)?.currency ?? ''} ${amount}`,
    },
    { title: 'Status', cell: ({ status }) => badge(status) },
    {
      title: 'Actions',
      cell: ({ id, amount, status }) =>
        status === 'DELETED'
          ? ''
          : renderForm(visit, {
              action: 'delete',
              row: id,
              submit: 'Delete',
              about: `the transfer of ${amount}`,
              isQuiet: true,
            }),
    },
  ];
}
