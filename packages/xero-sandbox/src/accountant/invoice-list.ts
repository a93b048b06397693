import { html } from 'hono/html';
import type { InvoiceRow } from '../books/rows.ts';
import { renderSearch } from '../pages/form.ts';
import { type Column, renderList } from '../pages/table.ts';
import { badge, day } from '../pages/written.ts';
import { type BooksPage, type BooksVisit, contactLink, isWanted, matches } from './books-visit.ts';
import { STATUSES } from './options.ts';

const TYPES = [
  { value: '', text: 'Both' },
  { value: 'ACCREC', text: 'Invoices' },
  { value: 'ACCPAY', text: 'Bills' },
];

/** Invoices and bills, the last changed first, narrowed by a search, a type and a status. */
export const invoiceListPage: BooksPage = {
  path: '',
  show(visit) {
    const { books, base } = visit;
    const rows = books.invoices
      .all()
      .filter((row) => isWanted(visit, 'status', row.status) && isWanted(visit, 'type', row.type))
      .filter((row) => matches(visit, row.number, row.reference, books.contacts.get(row.contactId)?.name))
      .reverse();
    return {
      title: 'Invoices and bills',
      content: html`<p><a class="button" href="${base}/invoices/new">New invoice</a></p>
        ${renderSearch(visit, [
          { name: 'q', label: 'Number, reference or contact', kind: 'search' },
          { name: 'type', label: 'Type', kind: 'select', options: TYPES },
          { name: 'status', label: 'Status', kind: 'select', options: STATUSES },
        ])}
        ${renderList(visit, 'Invoices', columns(visit), rows, 'Nothing like that. Search for less, or make a new invoice.')}`,
    };
  },
};

function columns(visit: BooksVisit): readonly Column<InvoiceRow>[] {
  return [
    {
      title: 'Number',
      cell: (row) => html`<a href="${visit.base}/invoices/${row.id}">${row.number || 'no number'}</a>`,
    },
    { title: 'Type', cell: ({ type }) => (type === 'ACCREC' ? 'Invoice' : 'Bill') },
    { title: 'Contact', cell: ({ contactId }) => contactLink(visit, contactId) },
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Due', cell: ({ dueDate }) => day(dueDate) },
    { title: 'Status', cell: ({ status }) => badge(status) },
    { title: 'Total', isAmount: true, cell: ({ currency, total }) => `${currency} ${total}` },
    { title: 'Amount due', isAmount: true, cell: ({ currency, amountDue }) => `${currency} ${amountDue}` },
  ];
}
