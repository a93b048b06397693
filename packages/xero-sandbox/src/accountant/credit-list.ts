import { html } from 'hono/html';
import type { CreditRow } from '../books/rows.ts';
import { renderSearch } from '../pages/form.ts';
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
import { anyOf, STATUSES } from './options.ts';

/** Credit notes, prepayments and overpayments, the last changed first. */
export const creditListPage: BooksPage = {
  path: '/credits',
  show(visit) {
    const { books, base } = visit;
    const { creditNotes, prepayments, overpayments } = books.rows;
    const rows = [creditNotes, prepayments, overpayments]
      .flatMap((each) => each.all())
      .filter((row) => isWanted(visit, 'status', row.status) && isWanted(visit, 'kind', row.kind))
      .filter((row) => matches(visit, row.number, row.reference, books.contacts.get(row.contactId)?.name))
      .toSorted((left, right) => right.updatedAt - left.updatedAt);
    return {
      title: 'Credit notes, prepayments and overpayments',
      content: html`<p class="row">
          <a class="button" href="${base}/credits/new">New credit note</a>
          <a href="${base}/bank/new?type=RECEIVE-OVERPAYMENT">Receive an overpayment or prepayment</a>
        </p>
        ${renderSearch(visit, [
          { name: 'q', label: 'Number, reference or contact', kind: 'search' },
          {
            name: 'kind',
            label: 'Kind',
            kind: 'select',
            options: anyOf('CreditNote', 'Prepayment', 'Overpayment'),
          },
          { name: 'status', label: 'Status', kind: 'select', options: STATUSES },
        ])}
        ${renderList(visit, 'Credits', columns(visit), rows, 'Nothing like that. Search for less, or make a new credit note.')}`,
    };
  },
};

function columns(visit: BooksVisit): readonly Column<CreditRow>[] {
  return [
    { title: 'Number', cell: ({ kind, id }) => documentLink(visit, kind, id) },
    { title: 'For', cell: ({ type }) => (/^(ACCREC|RECEIVE)/.test(type) ? 'Customer' : 'Supplier') },
    { title: 'Contact', cell: ({ contactId }) => contactLink(visit, contactId) },
    { title: 'Date', cell: ({ date }) => day(date) },
    { title: 'Status', cell: ({ status }) => badge(status) },
    { title: 'Total', isAmount: true, cell: ({ currency, total }) => `${currency} ${total}` },
    { title: 'Remaining', isAmount: true, cell: ({ currency, remaining }) => `${currency} ${remaining}` },
  ];
}
