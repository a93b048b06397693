import type { AccountRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { columnsBack } from './columns.ts';
import { attributeDate, financialYearStart, longDate, monthEnd, readDate, shortDate } from './dates.ts';
import {
  accountsByName,
  amountText,
  answerReport,
  header,
  plainRow,
  type Row,
  rowAbout,
  type Section,
  section,
  summary,
} from './report.ts';
import { isProfitOrLoss, standing } from './trial-balance.ts';

/**
 * The balance sheet from the ledger, as at the end of the month of `date`, and beside it the same day a year
 * before unless periods are asked for (Xero's documentation of reports).
 */
export function balanceSheet(call: Call): Response {
  const { books, query } = call;
  const asked = readDate(query, 'date') ?? books.today();
  const dates = columnsBack(call, [0, 12]).map((months) => monthEnd(asked, months));
  const columns = dates.map((date) => standing(call, date));
  const text = amountText(call);
  const written = (amounts: readonly number[]) => amounts.map(text);
  const add = (accounts: readonly AccountRow[], sign: 1 | -1) =>
    columns.map((column) => accounts.reduce((sum, { id }) => sum + sign * (column.get(id) ?? 0), 0));
  const accounts = accountsByName(call);
  const group = (title: string, types: readonly string[], sign: 1 | -1): Section[] => {
    const own = accounts.filter(
      ({ id, type }) => types.includes(type) && columns.some((each) => each.get(id)),
    );
    if (own.length === 0) return [];
    const rows = own.map((account) =>
      rowAbout('account', account.id, [account.name, ...written(add([account], sign))]),
    );
    return [section(title, [...rows, summary(`Total ${title}`, ...written(add(own, sign)))])];
  };
  const of = (name: string) => accounts.filter((account) => account.class === name);
  const [assets, liabilities] = [add(of('ASSET'), 1), add(of('LIABILITY'), -1)];
  const profit = add(accounts.filter(isProfitOrLoss), -1);
  const equity = add(of('EQUITY'), -1).map((amount, index) => amount + (profit[index] ?? 0));
  return answerReport(call, {
    type: 'BalanceSheet',
    name: 'Balance Sheet',
    titles: ['Balance Sheet', books.organisation.name, `As at ${longDate(monthEnd(asked))}`],
    rows: [
      header('', ...dates.map(shortDate)),
      section('Assets', []),
      ...ASSETS.flatMap(([title, types]) => group(title, types, 1)),
      section('', [summary('Total Assets', ...written(assets))]),
      section('Liabilities', []),
      ...LIABILITIES.flatMap(([title, types]) => group(title, types, -1)),
      section('', [summary('Total Liabilities', ...written(liabilities))]),
      section('', [
        plainRow('Net Assets', ...written(assets.map((each, index) => each - (liabilities[index] ?? 0)))),
      ]),
      section('Equity', [
        currentEarnings(dates, written(profit)),
        ...of('EQUITY')
          .filter(({ id }) => columns.some((each) => each.get(id)))
          .map((account) => rowAbout('account', account.id, [account.name, ...written(add([account], -1))])),
        summary('Total Equity', ...written(equity)),
      ]),
    ],
  });
}

/** The profit of the financial year, which is no account: it has an id of zeros and names its days. */
function currentEarnings(dates: readonly string[], amounts: readonly string[]): Row {
  const account = { Value: '00000000-0000-0000-0000-000000000000', Id: 'account' };
  const cells = amounts.map((Value, index) => {
    const date = dates[index] ?? '';
    const from = { Value: attributeDate(financialYearStart(date)), Id: 'fromDate' };
    return { Value, Attributes: [account, from, { Value: attributeDate(date), Id: 'toDate' }] };
  });
  return { RowType: 'Row', Cells: [{ Value: 'Current Year Earnings', Attributes: [account] }, ...cells] };
}

const ASSETS: readonly (readonly [string, readonly string[]])[] = [
  ['Bank', ['BANK']],
  ['Current Assets', ['CURRENT', 'INVENTORY', 'PREPAYMENT']],
  ['Fixed Assets', ['FIXED']],
  ['Non-current Assets', ['NONCURRENT']],
];

const LIABILITIES: readonly (readonly [string, readonly string[]])[] = [
  ['Current Liabilities', ['CURRLIAB', 'LIABILITY']],
  ['Non-Current Liabilities', ['TERMLIAB']],
];
