import type { AccountClass, AccountRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { financialYearStart, longDate, monthStart, readDate } from './dates.ts';
import {
  accountsByName,
  amountText,
  answerReport,
  header,
  type Row,
  rowAbout,
  section,
  summary,
} from './report.ts';

/**
 * The trial balance, worked out from the ledger alone: what moved since the first of the month, and what stands on
 * each account; on those of profit and loss since the financial year began, earlier profit being retained earnings.
 */
export function trialBalance(call: Call): Response {
  const { books } = call;
  const date = readDate(call.query, 'date') ?? books.today();
  const month = books.ledger.balances(date, monthStart(date));
  const balances = standing(call, date);
  const text = amountText(call);
  const totals = [0, 0, 0, 0];
  const rows = new Map<AccountClass, Row[]>();
  for (const account of accountsByName(call)) {
    const [moved, stands] = [month.get(account.id) ?? 0, balances.get(account.id) ?? 0];
    if (moved === 0 && stands === 0) continue;
    const amounts = [...sides(account, moved), ...sides(account, stands)];
    for (const [index, amount] of amounts.entries()) totals[index] = (totals[index] ?? 0) + (amount ?? 0);
    const name = account.code === null ? account.name : `${account.name} (${account.code})`;
    const values = amounts.map((amount) => (amount === null ? '' : text(amount)));
    rows.set(account.class, [
      ...(rows.get(account.class) ?? []),
      rowAbout('account', account.id, [name, ...values]),
    ]);
  }
  return answerReport(call, {
    type: 'TrialBalance',
    name: 'Trial Balance',
    titles: ['Trial Balance', books.organisation.name, `As at ${longDate(date)}`],
    rows: [
      header('Account', 'Debit', 'Credit', 'YTD Debit', 'YTD Credit'),
      ...CLASSES.flatMap(([name, title]) => {
        const own = rows.get(name);
        return own ? [section(title, own)] : [];
      }),
      section('', [summary('Total', ...totals.map(text))]),
    ],
  });
}

/** What stands on each account at the end of a day, with profit of earlier years moved to retained earnings. */
export function standing({ books }: Call, date: string): Map<string, number> {
  const yearStart = financialYearStart(date);
  const balances = books.ledger.balances(date);
  const year = books.ledger.balances(date, yearStart);
  let earlier = 0;
  for (const account of books.accounts.all()) {
    if (!isProfitOrLoss(account)) continue;
    const thisYear = year.get(account.id) ?? 0;
    earlier += (balances.get(account.id) ?? 0) - thisYear;
    balances.set(account.id, thisYear);
  }
  const retained = books.chart.system('RETAINEDEARNINGS');
  balances.set(retained, (balances.get(retained) ?? 0) + earlier);
  return balances;
}

export function isProfitOrLoss(account: AccountRow): boolean {
  return account.class === 'REVENUE' || account.class === 'EXPENSE';
}

/** Debit and credit; nothing at all stands as zero on the account's usual side. */
function sides({ class: name }: AccountRow, net: number): [number | null, number | null] {
  const debit = net === 0 ? name === 'ASSET' || name === 'EXPENSE' : net > 0;
  return debit ? [net, null] : [null, -net];
}

const CLASSES: readonly (readonly [AccountClass, string])[] = [
  ['REVENUE', 'Revenue'],
  ['EXPENSE', 'Expenses'],
  ['ASSET', 'Assets'],
  ['LIABILITY', 'Liabilities'],
  ['EQUITY', 'Equity'],
];
