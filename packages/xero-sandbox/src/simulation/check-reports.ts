import Big from 'big.js';
import { type Envelope, rows } from '../test-client.ts';
import { type IsReceivable, openOf, openOn } from './check-ledger.ts';
import type { View } from './view.ts';

interface ReportRow {
  readonly RowType: string;
  readonly Title?: string;
  readonly Cells?: readonly {
    readonly Value: string;
    readonly Attributes?: readonly { readonly Value: string }[];
  }[];
  readonly Rows?: readonly ReportRow[];
}

interface Books {
  readonly view: View;
  readonly isReceivable: IsReceivable;
  /** `YYYY-MM-DD`: a day that no document lies behind. */
  readonly end: string;
  /** `YYYY-MM-DD`: some day before. */
  readonly past: string;
}

/**
 * What is wrong with the reports: each is compared with another one that is worked out in another way, and with
 * what a client adds up from the documents that it sees.
 */
export async function checkReports(
  read: (path: string) => Promise<Envelope>,
  books: Books,
): Promise<string[]> {
  const { view, isReceivable, end, past } = books;
  const report = async (path: string) =>
    lines(rows(await read(`Reports/${path}`), 'Reports')[0]?.Rows as ReportRow[]);
  const [trial, sheet, bank] = await Promise.all([
    report(`TrialBalance?date=${end}`),
    report(`BalanceSheet?date=${end}`),
    report(`BankSummary?fromDate=2000-01-01&toDate=${end}`),
  ]);
  const problems: string[] = [];
  const same = (what: string, left: Big, right: Big) => {
    if (!left.eq(right)) problems.push(`${what}: ${left.toFixed(2)} and ${right.toFixed(2)}`);
  };
  const [debit, credit] = [cell(trial, 'Total', 3), cell(trial, 'Total', 4)];
  same('debits and credits of the trial balance', debit, credit);
  same('debits and credits of the month', cell(trial, 'Total', 1), cell(trial, 'Total', 2));
  same('net assets and equity', cell(sheet, 'Net Assets', 1), cell(sheet, 'Total Equity', 1));
  const trialOf = (accountId: string) => about(trial, accountId, 3).minus(about(trial, accountId, 4));
  const banks = view.accounts.filter(({ Type }) => Type === 'BANK');
  same(
    'banks in trial balance and bank summary',
    banks.reduce((sum, { AccountID }) => sum.plus(trialOf(AccountID)), new Big(0)),
    cell(bank, 'Total', 4),
  );
  const received = cell(bank, 'Total', 1)
    .plus(cell(bank, 'Total', 2))
    .minus(cell(bank, 'Total', 3));
  same('opening balance, received and spent, and closing balance', received, cell(bank, 'Total', 4));
  for (const side of ['receivables', 'payables'] as const) {
    const name = side === 'receivables' ? 'AgedReceivablesByContact' : 'AgedPayablesByContact';
    const system = side === 'receivables' ? 'DEBTORS' : 'CREDITORS';
    const aged = async (contactId: string, date: string) =>
      last(await report(`${name}?contactId=${contactId}&date=${date}`));
    let total = new Big(0);
    for (const { ContactID, Name, Balances } of view.contacts) {
      const due = await aged(ContactID, end);
      total = total.plus(due);
      const seen = openOf(view, side, isReceivable, ContactID);
      same(`aged ${side} of ${Name} and what a client sees`, due, seen);
      const balance = side === 'receivables' ? Balances?.AccountsReceivable : Balances?.AccountsPayable;
      same(`balance of ${Name} and ${side}`, new Big(balance?.Outstanding ?? 0), seen);
    }
    const account = view.accounts.find(({ SystemAccount }) => SystemAccount === system);
    const sign = side === 'receivables' ? 1 : -1;
    same(`aged ${side} and the trial balance`, total, trialOf(account?.AccountID ?? '').times(sign));
    for (const { ContactID, Name } of view.contacts.slice(0, 2)) {
      const then = openOn(view, side, isReceivable, ContactID, past);
      same(`aged ${side} of ${Name} on ${past}`, await aged(ContactID, past), then);
    }
  }
  return problems;
}

function lines(all: readonly ReportRow[] = []): ReportRow[] {
  return all.flatMap((row) => (row.Rows ? lines(row.Rows) : [row]));
}

/** The amount in a column of the row with that name; nothing counts as zero. */
function cell(all: readonly ReportRow[], name: string, column: number): Big {
  const row = all.find(({ Cells }) => Cells?.[0]?.Value === name);
  return new Big(row?.Cells?.[column]?.Value || 0);
}

/** The amount in a column of the row about an account. */
function about(all: readonly ReportRow[], accountId: string, column: number): Big {
  const row = all.find(({ Cells }) => Cells?.[0]?.Attributes?.[0]?.Value === accountId);
  return new Big(row?.Cells?.[column]?.Value || 0);
}

/** The last amount of the closing balance: what is due in the base currency. */
function last(all: readonly ReportRow[]): Big {
  return new Big(all.at(-1)?.Cells?.at(-1)?.Value || 0);
}
