import { html } from 'hono/html';
import type { InvoiceStatus } from '../books/rows.ts';
import type { Truth } from '../books/truth.ts';
import type { Page } from '../pages/page.ts';
import { type Column, renderFacts, renderTable } from '../pages/table.ts';
import type { BooksPage } from './books-visit.ts';
import { reportLinks } from './report.ts';

/** What the books hold, for comparing a copy with the original, and the reports. */
export const truthPage: BooksPage = {
  path: '/reports',
  show(visit) {
    const { books, verbs } = visit;
    const truth = verbs.truth();
    const base = books.baseCurrency;
    const isEqual = truth.receivables === truth.ledgerReceivables;
    return {
      title: 'What these books hold',
      content: html`<p>Compare this with what a client made of it.</p>
        ${reportLinks(visit)}
        <h2>Receivables</h2>
        ${renderFacts([
          ['By documents', `${base} ${truth.receivables}`],
          ['By the ledger', `${base} ${truth.ledgerReceivables}`],
          ['Both are', isEqual ? 'equal' : 'not equal, which is a fault of this sandbox'],
        ])}
        <h2>What customers owe and have to their credit</h2>
        ${renderTable('Owed and credit', MONEY, moneyRows(truth), 'Nobody owes anything, and nobody has credit.')}
        <h2>Documents by status</h2>
        ${statuses(truth)}
        ${renderFacts([
          ['Contacts', `${truth.contacts.active} active, ${truth.contacts.archived} archived`],
          ['Payments', `${truth.payments.authorised} authorised, ${truth.payments.deleted} deleted`],
        ])}`,
    };
  },
};

interface MoneyRow {
  readonly currency: string;
  readonly due: string;
  readonly credit: string;
}

const MONEY: readonly Column<MoneyRow>[] = [
  { title: 'Currency', cell: ({ currency }) => currency },
  {
    title: 'Owed on approved invoices',
    isAmount: true,
    cell: ({ currency, due }) => due && `${currency} ${due}`,
  },
  {
    title: 'Credit not yet used',
    isAmount: true,
    cell: ({ currency, credit }) => credit && `${currency} ${credit}`,
  },
];

function moneyRows({ due, credit }: Truth): MoneyRow[] {
  const currencies = [...new Set([...Object.keys(due), ...Object.keys(credit)])].sort();
  return currencies.map((currency) => ({
    currency,
    due: due[currency] ?? '',
    credit: credit[currency] ?? '',
  }));
}

function statuses({ invoices }: Truth): Page {
  const names = Object.keys(invoices.ACCREC) as InvoiceStatus[];
  const columns: readonly Column<InvoiceStatus>[] = [
    { title: 'Status', cell: (status) => status },
    { title: 'Invoices', isAmount: true, cell: (status) => String(invoices.ACCREC[status]) },
    { title: 'Bills', isAmount: true, cell: (status) => String(invoices.ACCPAY[status]) },
  ];
  return renderTable('Documents by status', columns, names, '');
}
