import { html } from 'hono/html';
import type { AccountRow } from '../books/rows.ts';
import { plainOptions } from '../pages/field.ts';
import { renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderTable } from '../pages/table.ts';
import { badge } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, entered } from './books-visit.ts';
import { currencyField } from './options.ts';

const TYPES = plainOptions(
  'BANK',
  'CURRENT',
  'CURRLIAB',
  'EXPENSE',
  'OVERHEADS',
  'REVENUE',
  'SALES',
  'EQUITY',
);

/** The chart of accounts by code: archived, brought back, and opened to payments. */
export const accountsPage: BooksPage = {
  path: '/accounts',
  show(visit) {
    const rows = visit.books.accounts
      .all()
      .toSorted((left, right) => (left.code ?? '').localeCompare(right.code ?? ''));
    return {
      title: 'Accounts',
      content: html`${renderTable('Accounts', columns(visit), rows, 'There is no account yet. Add one below.')}
      ${renderForm(visit, {
        action: 'add',
        title: 'Add an account',
        fields: [
          { name: 'code', label: 'Code', required: true },
          { name: 'name', label: 'Account name', required: true },
          { name: 'type', label: 'Type', kind: 'select', options: TYPES },
          currencyField(visit.books, 'Base currency'),
          { name: 'bankAccountNumber', label: 'Bank account number' },
        ],
        submit: 'Add account',
      })}`,
    };
  },
  actions: {
    add: {
      done: 'The account was added.',
      act: ({ verbs }, form) =>
        void verbs.addAccount({
          code: entered(form, 'code') ?? '',
          name: entered(form, 'name') ?? '',
          type: TYPES.find(({ value }) => value === form.get('type'))?.value ?? '',
          currency: entered(form, 'currency'),
          bankAccountNumber: entered(form, 'bankAccountNumber'),
        }),
    },
    archive: {
      done: 'The account was archived.',
      act: ({ verbs }, form) => void verbs.setAccountStatus(form.get('id') ?? '', 'ARCHIVED'),
    },
    restore: {
      done: 'The account is active again.',
      act: ({ verbs }, form) => void verbs.setAccountStatus(form.get('id') ?? '', 'ACTIVE'),
    },
    allow: {
      done: 'Payments to this account are allowed.',
      act: ({ verbs }, form) => void verbs.setPaymentsToAccount(form.get('id') ?? '', true),
    },
    forbid: {
      done: 'Payments to this account are allowed no more.',
      act: ({ verbs }, form) => void verbs.setPaymentsToAccount(form.get('id') ?? '', false),
    },
  },
};

function columns(visit: BooksVisit): readonly Column<AccountRow>[] {
  return [
    { title: 'Code', cell: ({ code }) => code ?? '' },
    { title: 'Name', cell: ({ name }) => name },
    { title: 'Type', cell: ({ type, currency }) => (currency ? `${type} (${currency})` : type) },
    { title: 'Tax', cell: ({ taxType }) => taxType },
    {
      title: 'Payments',
      cell: ({ type, enablePaymentsToAccount }) =>
        type === 'BANK' || enablePaymentsToAccount ? 'allowed' : '',
    },
    { title: 'Status', cell: ({ status }) => badge(status) },
    { title: 'Actions', cell: (row) => actions(visit, row) },
  ];
}

function actions(visit: BooksVisit, row: AccountRow): Page {
  const { id, name, status, type, systemAccount, enablePaymentsToAccount } = row;
  const button = (action: string, submit: string) =>
    renderForm(visit, { action, row: id, submit, about: name, isQuiet: true });
  if (status === 'ARCHIVED') return button('restore', 'Restore');
  if (systemAccount !== null) return html`<span class="hint">Kept by Xero</span>`;
  const payments = enablePaymentsToAccount
    ? button('forbid', 'Forbid payments')
    : button('allow', 'Allow payments');
  return html`${button('archive', 'Archive')} ${type === 'BANK' ? '' : payments}`;
}
