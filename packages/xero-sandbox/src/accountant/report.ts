import { html } from 'hono/html';
import { Query } from '../accounting/call.ts';
import { Overrides } from '../accounting/overrides.ts';
import { QueryProblem } from '../accounting/problems.ts';
import type { Report, Row, Section } from '../accounting/reports/report.ts';
import { reports } from '../accounting/reports/reports.ts';
import { activeContactNamed } from '../books/find.ts';
import type { Field } from '../pages/field.ts';
import { renderSearch } from '../pages/form.ts';
import type { Page } from '../pages/page.ts';
import { type BooksPage, type BooksVisit, entered } from './books-visit.ts';
import { contactField } from './options.ts';

const DATE: Field = { name: 'date', label: 'On', kind: 'date' };
const PERIOD: readonly Field[] = [
  { name: 'fromDate', label: 'From', kind: 'date' },
  { name: 'toDate', label: 'To', kind: 'date' },
];

/** What each report is called, and what can be asked of it. */
const REPORTS: Readonly<Record<string, { readonly title: string; readonly fields: readonly Field[] }>> = {
  TrialBalance: { title: 'Trial balance', fields: [DATE] },
  BalanceSheet: { title: 'Balance sheet', fields: [DATE] },
  ProfitAndLoss: { title: 'Profit and loss', fields: PERIOD },
  BankSummary: { title: 'Bank summary', fields: PERIOD },
  AgedReceivablesByContact: { title: 'Aged receivables by contact', fields: [DATE] },
  AgedPayablesByContact: { title: 'Aged payables by contact', fields: [DATE] },
};

/** Links to the reports. */
export function reportLinks({ base }: BooksVisit): Page {
  return html`<p class="row">
    ${Object.entries(REPORTS).map(([name, { title }]) => html`<a href="${base}/reports/${name}">${title}</a>`)}
  </p>`;
}

/** One report, with the very figures that the API answers. */
export const reportPage: BooksPage = {
  path: '/reports/:report',
  async show(visit) {
    const name = visit.part('report');
    const report = Object.hasOwn(REPORTS, name) ? REPORTS[name] : undefined;
    if (!report) return undefined;
    const isAged = name.startsWith('Aged');
    const fields = isAged
      ? [contactField(visit.books, 'contact', 'Contact'), ...report.fields]
      : report.fields;
    return {
      title: report.title,
      content: html`${reportLinks(visit)} ${renderSearch(visit, fields, 'Show')} ${await figures(visit, name, isAged)}`,
    };
  },
};

async function figures(visit: BooksVisit, name: string, isAged: boolean): Promise<Page> {
  const query = new URLSearchParams(visit.query);
  const contact = activeContactNamed(visit.books, entered(query, 'contact') ?? '');
  if (isAged && !contact) return html`<p class="empty">Choose the contact that it is about.</p>`;
  if (contact) query.set('contactId', contact.id);
  try {
    const rows = await rowsOf(visit, name, query);
    return html`<div class="scroll" tabindex="0" role="region" aria-label="Report">
      <table>${rows.map((row) => (row.RowType === 'Section' ? sectionRows(row) : tableRow(row)))}</table>
    </div>`;
  } catch (error) {
    if (!(error instanceof QueryProblem)) throw error;
    return html`<p class="problem" role="alert">${error.message}</p>`;
  }
}

/** What the API answers, without what a test laid over it, since these are the books themselves. */
async function rowsOf(visit: BooksVisit, name: string, query: URLSearchParams): Promise<Report['rows']> {
  const { books, context } = visit;
  const { app } = context.identity;
  const response = await reports.endpoints[name]?.get?.({
    books,
    query: new Query(query),
    body: new Uint8Array(),
    contentType: '',
    ifModifiedSince: '',
    switches: context.switches,
    overrides: new Overrides(),
    accept: 'application/json',
    clientId: app.clientId,
    appName: app.name,
    clock: context.clock,
  });
  const answer = (await response?.json()) as { Reports: readonly { Rows: Report['rows'] }[] } | undefined;
  return answer?.Reports[0]?.Rows ?? [];
}

function sectionRows({ Title, Rows }: Section): Page {
  return html`${Title ? html`<tr><th scope="colgroup" colspan="12">${Title}</th></tr>` : ''}${Rows.map(tableRow)}`;
}

function tableRow({ RowType, Cells }: Row): Page {
  if (RowType === 'Header') {
    return html`<tr>${Cells.map(({ Value }) => html`<th scope="col" class="${TEXTS.has(Value) ? '' : 'amount'}">${Value}</th>`)}</tr>`;
  }
  return html`<tr class="${RowType === 'SummaryRow' ? 'sum' : ''}">
    ${Cells.map(({ Value }) => html`<td class="${/^-?[\d.]+$/.test(Value) ? 'amount' : ''}">${Value.replace('T00:00:00', '')}</td>`)}
  </tr>`;
}

/** The headings of columns that hold no numbers. */
const TEXTS: ReadonlySet<string> = new Set(['', 'Account', 'Date', 'Number', 'Due Date', 'Currency']);
