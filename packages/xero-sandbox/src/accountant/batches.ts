import { html } from 'hono/html';
import type { BatchPaymentRow } from '../books/rows.ts';
import { type Field, renderField } from '../pages/field.ts';
import { enteredIn, renderForm } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderList } from '../pages/table.ts';
import { badge, day } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, entered } from './books-visit.ts';
import { payableOptions } from './options.ts';

const FORM_ROWS = 5;

/** Batch payments, and the form for a new one over up to five documents. */
export const batchesPage: BooksPage = {
  path: '/payments/batches',
  show: (visit) => ({
    title: 'Batch payments',
    content: html`${renderList(visit, 'Batch payments', columns(visit), visit.books.rows.batchPayments.all().toReversed(), 'There is no batch yet. Pay several invoices at once below.')}
      ${renderForm(visit, {
        action: 'add',
        title: 'New batch payment',
        fields: [
          {
            name: 'account',
            label: 'Account',
            kind: 'select',
            options: payableOptions(visit.books, visit.books.baseCurrency),
          },
          { name: 'date', label: 'Date', kind: 'date', value: visit.books.today() },
          { name: 'reference', label: 'Reference' },
          { name: 'narrative', label: 'Narrative' },
        ],
        more: payments(enteredIn(visit, { action: 'add' }) ?? new URLSearchParams()),
        submit: 'Record batch payment',
      })}`,
  }),
  actions: {
    add: {
      done: 'The batch payment was recorded.',
      act({ verbs }, form) {
        const amounts = form.getAll('amount');
        verbs.recordBatchPayment({
          account: form.get('account') ?? '',
          date: entered(form, 'date'),
          reference: entered(form, 'reference'),
          narrative: entered(form, 'narrative'),
          payments: form.getAll('invoice').flatMap((invoice, index) => {
            const amount = amounts[index]?.trim() ?? '';
            return invoice.trim() === '' ? [] : { invoice: invoice.trim(), amount };
          }),
        });
      },
    },
    delete: {
      done: 'The batch was deleted with all its payments.',
      act: ({ verbs }, form) => void verbs.deleteBatchPayment(form.get('id') ?? ''),
    },
  },
};

function payments(again: URLSearchParams): Page {
  const [invoices, amounts] = [again.getAll('invoice'), again.getAll('amount')];
  const fields = (index: number): readonly [Field, string | undefined][] => [
    [{ name: 'invoice', label: `Invoice or bill ${index + 1}` }, invoices[index]],
    [{ name: 'amount', label: `Amount ${index + 1}`, kind: 'amount' }, amounts[index]],
  ];
  return html`<fieldset>
    <legend>What it pays, by number or id</legend>
    ${Array.from({ length: FORM_ROWS }, (_, index) => {
      const row = fields(index).map(([field, value]) =>
        renderField(field, `${field.name}-${index}`, value ?? ''),
      );
      return html`<div class="fields">${row}</div>`;
    })}
  </fieldset>`;
}

function columns(visit: BooksVisit): readonly Column<BatchPaymentRow>[] {
  const account = (id: string) => visit.books.accounts.get(id);
  return [
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Type', cell: ({ type }) => (type === 'RECBATCH' ? 'Received' : 'Paid') },
    { title: 'Account', cell: ({ accountId }) => account(accountId)?.name ?? '' },
    { title: 'Reference', cell: ({ reference }) => reference },
    { title: 'Payments', isAmount: true, cell: ({ paymentIds }) => String(paymentIds.length) },
    {
      title: 'Total',
      isAmount: true,
      cell: ({ accountId, totalAmount }) =>
        `${account(accountId)?.currency ?? visit.books.baseCurrency} ${totalAmount}`,
    },
    { title: 'Status', cell: ({ status }) => badge(status) },
    {
      title: 'Actions',
      cell: ({ id, status, totalAmount }) =>
        status === 'DELETED'
          ? ''
          : renderForm(visit, {
              action: 'delete',
              row: id,
              submit: 'Delete',
              about: `the batch of ${totalAmount}`,
              warning: 'All payments of the batch are taken back with it, and it cannot be brought back.',
            }),
    },
  ];
}
