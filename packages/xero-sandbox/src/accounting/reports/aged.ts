import Big from 'big.js';
import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { creditsOf, type Document } from '../../books/documents/documents.ts';
import { type OpenDocument, openOn } from '../../books/documents/open-on.ts';
import { controlAccountOf } from '../../books/ledger/sides.ts';
import { fromMinor, money, sum } from '../../books/money.ts';
import type { ContactRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { QueryProblem } from '../problems.ts';
import { dateString } from '../wire.ts';
import { daysBetween, longDate, monthEnd, readDate } from './dates.ts';
import {
  answerReport,
  header,
  plainRow,
  type Row,
  rowAbout,
  type Section,
  section,
  summary,
} from './report.ts';

/** Which of the two reports: which account, and the sign that makes what is owed positive. */
interface Aged {
  readonly type: string;
  readonly name: string;
  readonly account: 'DEBTORS' | 'CREDITORS';
  readonly sign: 1 | -1;
  /** What the column of document numbers is called. */
  readonly number: string;
}

const RECEIVABLES: Aged = {
  type: 'AgedReceivablesByContact',
  name: 'Aged Receivables By Contact',
  account: 'DEBTORS',
  sign: 1,
  number: 'Number',
};

const PAYABLES: Aged = {
  type: 'AgedPayablesByContact',
  name: 'Aged Payables By Contact',
  account: 'CREDITORS',
  sign: -1,
  number: 'Reference',
};

/** What one customer owed at the end of a day; see `agedByContact`. */
export function agedReceivables(call: Call): Response {
  return agedByContact(call, RECEIVABLES);
}

/** What one supplier was owed at the end of a day; see `agedByContact`. */
export function agedPayables(call: Call): Response {
  return agedByContact(call, PAYABLES);
}

/**
 * What was open with one contact, from the documents and the dates of what settled them; credit is negative.
 * Payments count up to `date`, the end of the month when left out (Xero's documentation of reports); documents are
 * those from `fromDate` to `toDate`, and what was open before is the opening balance. Columns Currency and Due
 * Local appear when a document is in a foreign currency, as integrators describe the report.
 */
function agedByContact(call: Call, aged: Aged): Response {
  const { books, query, switches } = call;
  const contactId = query.get('contactId');
  if (contactId === undefined) throw new QueryProblem('A contactId must be specified for this report');
  const contact = books.contacts.get(contactId.toLowerCase());
  const date = readDate(query, 'date') ?? monthEnd(books.today());
  const [from, to] = [readDate(query, 'fromDate'), readDate(query, 'toDate') ?? date];
  if (!contact) return notFound();
  const open = documentsOf(books, aged, contact)
    .filter(({ row }) => row.date <= to)
    .flatMap((document) => openOn(books, document, date) ?? [])
    .filter(({ due }) => switches.agedRows === 'all' || Number(due) !== 0)
    .sort(byDate);
  const before = open.filter(({ document }) => from !== undefined && document.row.date < from);
  const shown = open.slice(before.length);
  const local = switches.agedCurrency === 'document' && open.some((each) => isForeign(books, each));
  const table: Table = { books, aged, date, local };
  return answerReport(call, {
    type: aged.type,
    name: aged.name,
    titles: titles(contact, date, from, to),
    rows: [
      header(
        'Date',
        aged.number,
        'Due Date',
        '',
        ...(local ? ['Currency'] : []),
        'Total',
        'Paid',
        'Credited',
        'Due',
        ...(local ? ['Due Local'] : []),
      ),
      ...(from === undefined ? [] : [openingBalance(table, from, before)]),
      ...sections(table, shown),
      section('', [totalRow(table, 'Closing Balance', open)]),
    ],
  });
}

/** How the rows of one report are written. */
interface Table {
  readonly books: Books;
  readonly aged: Aged;
  readonly date: string;
  /** Whether amounts are in the document's currency, with the base currency's worth in a column of its own. */
  readonly local: boolean;
}

/** The contact's documents that stand on receivables or payables; which those are says their own account. */
function documentsOf(books: Books, { account, sign }: Aged, { id }: ContactRow): Document[] {
  const { chart } = books;
  const control = chart.system(account);
  const type = sign === 1 ? 'ACCREC' : 'ACCPAY';
  const invoices = books.invoices.all().filter((row) => row.contactId === id && row.type === type);
  const credits = (['CreditNote', 'Overpayment', 'Prepayment'] as const).flatMap((kind) =>
    creditsOf(books, kind)
      .all()
      .filter((row) => row.contactId === id)
      .map((row): Document => ({ kind, row })),
  );
  return [...invoices.map((row): Document => ({ kind: 'Invoice', row })), ...credits].filter(
    ({ row }) => controlAccountOf(chart, row) === control,
  );
}

function byDate(
  { document: { row: left } }: OpenDocument,
  { document: { row: right } }: OpenDocument,
): number {
  if (left.date !== right.date) return left.date < right.date ? -1 : 1;
  return left.id < right.id ? -1 : 1;
}

function isForeign({ baseCurrency }: Books, { document }: OpenDocument): boolean {
  return document.row.currency !== baseCurrency;
}

function titles({ name }: ContactRow, date: string, from: string | undefined, to: string): string[] {
  const span = from === undefined ? `To ${longDate(to)}` : `From ${longDate(from)} to ${longDate(to)}`;
  return ['Invoices', name, span, `Showing payments to ${longDate(date)}`];
}

function openingBalance(table: Table, from: string, before: readonly OpenDocument[]): Section {
  const blanks = table.local ? ['', '', '', '', '', '', ''] : ['', '', '', '', ''];
  const date = dateString(from);
  return section('', [plainRow(date, 'Opening Balance', ...blanks, worth(table, before))]);
}

/** One section for each currency, so that every total is of one currency. */
function sections(table: Table, shown: readonly OpenDocument[]): Section[] {
  const currencies = table.local
    ? [...new Set(shown.map(({ document }) => document.row.currency))].sort()
    : [''];
  return currencies.map((currency) => {
    const own = shown.filter(({ document }) => !table.local || document.row.currency === currency);
    return section('', [...own.map((each) => documentRow(table, each)), totalRow(table, 'Total', own)]);
  });
}

function documentRow(table: Table, open: OpenDocument): Row {
  const { row } = open.document;
  const currency = table.local ? [row.currency] : [];
  return rowAbout('invoiceID', row.id, [
    dateString(row.date),
    row.number ?? '',
    row.dueDate === null ? '' : dateString(row.dueDate),
    overdue(table, open),
    ...currency,
    ...amountsOf(table, open),
    ...(table.local ? [worth(table, [open])] : []),
  ]);
}

function overdue({ date }: Table, { document: { kind, row }, due }: OpenDocument): string {
  if (kind !== 'Invoice' || row.dueDate === null || row.dueDate >= date || Number(due) === 0) return '';
  const days = daysBetween(row.dueDate, date);
  return `${days} ${days === 1 ? 'day' : 'days'} overdue`;
}

/** Total, paid, credited and due; all negative for a credit. */
function amountsOf({ books, aged, local }: Table, open: OpenDocument): string[] {
  const { kind, row } = open.document;
  const sign = kind === 'Invoice' ? 1 : -1;
  const inDocument = [row.total, open.paid, open.credited, open.due].map((amount) =>
    money(new Big(amount).times(sign), row.currency),
  );
  if (local || row.currency === books.baseCurrency) return inDocument;
  const base = (amount: string) => money(new Big(amount).div(row.currencyRate), books.baseCurrency);
  const [total = '0', paid = '0', credited = '0'] = inDocument;
  return [base(total), base(paid), base(credited), fromMinor(aged.sign * open.base || 0, books.baseCurrency)];
}

/** Sums in one currency, or blanks where the documents are in several; the base currency's worth always. */
function totalRow(table: Table, name: string, own: readonly OpenDocument[]): Row {
  const { books, local } = table;
  const currencies = new Set(own.map(({ document }) => document.row.currency));
  const [currency = books.baseCurrency] = local ? currencies : [];
  const sums = [0, 1, 2, 3].map((index) =>
    local && currencies.size > 1
      ? ''
      : sum(
          own.map((open) => amountsOf(table, open)[index] ?? '0'),
          currency,
        ),
  );
  const localCells = local ? [worth(table, own)] : [];
  const currencyCells = local ? [currencies.size > 1 ? '' : currency] : [];
  return summary(name, '', '', '', ...currencyCells, ...sums, ...localCells);
}

function worth({ books, aged }: Table, own: readonly OpenDocument[]): string {
  const total = own.reduce((all, { base }) => all + aged.sign * base, 0);
  return fromMinor(total || 0, books.baseCurrency);
}
