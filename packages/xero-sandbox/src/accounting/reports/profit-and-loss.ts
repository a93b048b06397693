import type { Call } from '../call.ts';
import { columnsBack } from './columns.ts';
import { longDate, monthEnd, monthStart, monthsBack, readDate, shortDate } from './dates.ts';
import {
  accountsByName,
  amountText,
  answerReport,
  header,
  plainRow,
  rowAbout,
  type Section,
  section,
  summary,
} from './report.ts';

/** Profit and loss from the ledger over a span of days, the current month unless told otherwise, and before it. */
export function profitAndLoss(call: Call): Response {
  const { books, query } = call;
  const to = readDate(query, 'toDate') ?? monthEnd(readDate(query, 'fromDate') ?? books.today());
  const from = readDate(query, 'fromDate') ?? monthStart(to);
  const spans = columnsBack(call, [0]).map(
    (months) => [monthsBack(from, months), monthsBack(to, months)] as const,
  );
  const columns = spans.map(([first, last]) => books.ledger.balances(last, first));
  const accounts = accountsByName(call);
  const text = amountText(call);
  const add = (types: readonly string[], sign: 1 | -1) => {
    const own = accounts.filter(({ type }) => types.includes(type));
    return columns.map((column) => own.reduce((sum, { id }) => sum + sign * (column.get(id) ?? 0), 0));
  };
  const group = ({ title, total, types, sign }: Group): Section[] => {
    const own = accounts.filter(
      ({ id, type }) => types.includes(type) && columns.some((each) => each.get(id)),
    );
    if (own.length === 0) return [];
    const rows = own.map(({ id, name }) =>
      rowAbout('account', id, [name, ...columns.map((column) => text(sign * (column.get(id) ?? 0)))]),
    );
    return [section(title, [...rows, summary(`Total ${total}`, ...add(types, sign).map(text))])];
  };
  const income = add(INCOME.types, -1);
  const less = (amounts: readonly number[], taken: readonly number[]) =>
    amounts.map((amount, index) => amount - (taken[index] ?? 0));
  const gross = less(income, add(COSTS.types, 1));
  const net = less(less(gross, add(OTHER_INCOME.types, 1)), add(EXPENSES.types, 1));
  return answerReport(call, {
    type: 'ProfitAndLoss',
    name: 'Profit and Loss',
    titles: ['Profit & Loss', books.organisation.name, `${longDate(from)} to ${longDate(to)}`],
    rows: [
      header('', ...spans.map(([, last]) => shortDate(last))),
      ...group(INCOME),
      ...group(COSTS),
      section('', [plainRow('Gross Profit', ...gross.map(text))]),
      ...group(OTHER_INCOME),
      ...group(EXPENSES),
      section('', [plainRow('Net Profit', ...net.map(text))]),
    ],
  });
}

interface Group {
  readonly title: string;
  readonly total: string;
  readonly types: readonly string[];
  /** -1 shows credits as positive. */
  readonly sign: 1 | -1;
}

const INCOME: Group = { title: 'Income', total: 'Income', types: ['REVENUE', 'SALES'], sign: -1 };
const COSTS: Group = { title: 'Less Cost of Sales', total: 'Cost of Sales', types: ['DIRECTCOSTS'], sign: 1 };
const OTHER_INCOME: Group = {
  title: 'Plus Other Income',
  total: 'Other Income',
  types: ['OTHERINCOME'],
  sign: -1,
};
const EXPENSES: Group = {
  title: 'Less Operating Expenses',
  total: 'Operating Expenses',
  types: ['EXPENSE', 'OVERHEADS', 'DEPRECIATN'],
  sign: 1,
};
