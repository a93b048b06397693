import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect, rows } from '../../test-client.ts';
import { checkAgainstModel } from '../conformity/check-against-model.ts';

interface ReportRow {
  readonly RowType: string;
  readonly Title?: string;
  readonly Cells?: readonly { readonly Value: string; readonly Attributes?: readonly object[] }[];
  readonly Rows?: readonly ReportRow[];
}

const SCOPES = [
  'openid accounting.reports.aged.read accounting.reports.trialbalance.read accounting.contacts',
  'accounting.reports.balancesheet.read accounting.reports.banksummary.read accounting.reports.profitandloss.read',
].join(' ');

let sandbox: Sandbox;
let client: Connected;
let contactId: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 1, invoices: 0 }],
    clock: { now: () => new Date('2026-06-15T00:00:00Z') },
    limits: 'off',
  });
  client = await connect(sandbox, 'Books', SCOPES);
});

afterAll(() => sandbox.close());

async function report(path: string): Promise<Record<string, unknown> & { Rows: ReportRow[] }> {
  const [first] = rows(await client.json(`Reports/${path}`), 'Reports');
  return first as Record<string, unknown> & { Rows: ReportRow[] };
}

/** Each row as its cells joined, sections as their title. */
function told(all: readonly ReportRow[]): string[] {
  return all.flatMap(({ Title, Cells, Rows }) =>
    Rows ? [`[${Title}]`, ...told(Rows)] : [(Cells ?? []).map(({ Value }) => Value).join(' | ')],
  );
}

const verbs = () => sandbox.books('Books');
const line = (unitAmount: string, accountCode = '200') => ({
  description: 'Help',
  quantity: '1',
  unitAmount,
  accountCode,
});

test('an aged report has the columns of Xero’s example, and what was open on a past day', async () => {
  contactId = verbs().addContact({ name: 'Customer' }).id;
  const approved = { contact: contactId, status: 'AUTHORISED', dueDate: '2026-05-20' } as const;
  const invoice = verbs().addInvoice({
    ...approved,
    number: 'A-1',
    date: '2026-05-01',
    lines: [line('100.00')],
  });
  const credit = verbs().addCreditNote({
    ...approved,
    number: 'C-1',
    date: '2026-05-10',
    lines: [line('20.00')],
  });
  verbs().allocateCredit(credit.id, { invoice: invoice.id, amount: '3.00', date: '2026-05-12' });
  verbs().recordPayment(invoice.id, { amount: '15.00', date: '2026-05-25' });
  const mistake = verbs().recordPayment(invoice.id, { amount: '7.00', date: '2026-05-02' });
  verbs().deletePayment(mistake.id);
  const { Rows, ...head } = await report(`AgedReceivablesByContact?contactId=${contactId}&date=2026-05-31`);
  expect(head).toMatchObject({
    ReportID: 'AgedReceivablesByContact',
    ReportName: 'Aged Receivables By Contact',
    ReportTitles: ['Invoices', 'Customer', 'To 31 May 2026', 'Showing payments to 31 May 2026'],
    ReportDate: '15 June 2026',
    Fields: [],
  });
  expect(told(Rows)).toEqual([
    'Date | Number | Due Date |  | Total | Paid | Credited | Due',
    '[]',
    '2026-05-01T00:00:00 | A-1 | 2026-05-20T00:00:00 | 11 days overdue | 115.00 | 15.00 | 3.00 | 97.00',
    '2026-05-10T00:00:00 | C-1 | 2026-05-20T00:00:00 |  | -23.00 | 0.00 | -3.00 | -20.00',
    'Total |  |  |  | 92.00 | 15.00 | 0.00 | 77.00',
    '[]',
    'Closing Balance |  |  |  | 92.00 | 15.00 | 0.00 | 77.00',
  ]);
  expect(Rows[1]?.Rows?.[0]?.Cells?.[0]?.Attributes).toEqual([{ Value: invoice.id, Id: 'invoiceID' }]);
  const earlier = await report(`AgedReceivablesByContact?contactId=${contactId}&date=2026-05-11`);
  expect(told(earlier.Rows).at(-1)).toBe('Closing Balance |  |  |  | 92.00 | 0.00 | 0.00 | 92.00');
  const from = await report(
    `AgedReceivablesByContact?contactId=${contactId}&date=2026-05-31&fromDate=2026-05-05`,
  );
  expect(told(from.Rows).slice(1, 5)).toEqual([
    '[]',
    '2026-05-05T00:00:00 | Opening Balance |  |  |  |  |  | 97.00',
    '[]',
    '2026-05-10T00:00:00 | C-1 | 2026-05-20T00:00:00 |  | -23.00 | 0.00 | -3.00 | -20.00',
  ]);
});

test('foreign documents show their own currency and its worth, or the base currency alone when switched', async () => {
  const { id } = verbs().addContact({ name: 'Abroad' });
  verbs().addInvoice({
    contact: id,
    number: 'A-2',
    status: 'AUTHORISED',
    date: '2026-06-01',
    dueDate: '2026-07-01',
    currency: 'USD',
    currencyRate: '0.6',
    lines: [{ ...line('99.99'), taxType: 'NONE' }],
  });
  const path = `AgedReceivablesByContact?contactId=${id}`;
  expect(told((await report(path)).Rows)).toEqual([
    'Date | Number | Due Date |  | Currency | Total | Paid | Credited | Due | Due Local',
    '[]',
    '2026-06-01T00:00:00 | A-2 | 2026-07-01T00:00:00 |  | USD | 99.99 | 0.00 | 0.00 | 99.99 | 166.65',
    'Total |  |  |  | USD | 99.99 | 0.00 | 0.00 | 99.99 | 166.65',
    '[]',
    'Closing Balance |  |  |  | USD | 99.99 | 0.00 | 0.00 | 99.99 | 166.65',
  ]);
  sandbox.switches.agedCurrency = 'base';
  expect(told((await report(path)).Rows)[2]).toBe(
    '2026-06-01T00:00:00 | A-2 | 2026-07-01T00:00:00 |  | 166.65 | 0.00 | 0.00 | 166.65',
  );
  sandbox.switches.agedCurrency = 'document';
});

test('a settled document is left out of an aged report unless switched, and payables are positive', async () => {
  const { id } = verbs().addContact({ name: 'Supplier' });
  const bill = {
    contact: id,
    type: 'ACCPAY',
    status: 'AUTHORISED',
    date: '2026-06-01',
    dueDate: '2026-06-14',
  } as const;
  verbs().addInvoice({ ...bill, number: 'B-1', lines: [line('10.00', '429')] });
  const paid = verbs().addInvoice({ ...bill, number: 'B-2', lines: [line('20.00', '429')] });
  verbs().recordPayment(paid.id, { date: '2026-06-02' });
  const path = `AgedPayablesByContact?contactId=${id}&date=2026-06-15`;
  const { Rows } = await report(path);
  expect(told(Rows)[0]).toContain('Date | Reference | Due Date');
  expect(told(Rows)[2]).toBe(
    '2026-06-01T00:00:00 | B-1 | 2026-06-14T00:00:00 | 1 day overdue | 11.50 | 0.00 | 0.00 | 11.50',
  );
  expect(Rows[1]?.Rows).toHaveLength(2);
  sandbox.switches.agedRows = 'all';
  expect((await report(path)).Rows[1]?.Rows).toHaveLength(3);
  sandbox.switches.agedRows = 'open';
});

test('an aged report needs a contact that exists, and dates that are dates', async () => {
  expect((await client.call('Reports/AgedReceivablesByContact')).status).toBe(400);
  expect(
    (await client.call(`Reports/AgedReceivablesByContact?contactId=${contactId}&date=2026-02-30`)).status,
  ).toBe(400);
  const unknown = 'Reports/AgedReceivablesByContact?contactId=00000000-0000-4000-8000-000000000000';
  expect((await client.call(unknown)).status).toBe(404);
  expect((await client.call('Reports/NoSuchReport')).status).toBe(404);
});

test('the trial balance has month and year, and balances', async () => {
  const { Rows, ReportTitles } = await report('TrialBalance?date=2026-06-15');
  expect(ReportTitles).toEqual(['Trial Balance', 'Books', 'As at 15 June 2026']);
  expect(told(Rows)).toEqual([
    'Account | Debit | Credit | YTD Debit | YTD Credit',
    '[Revenue]',
    'Sales (200) |  | 166.65 |  | 246.65',
    '[Expenses]',
    'General Expenses (429) | 30.00 |  | 30.00 | ',
    '[Assets]',
    'Accounts Receivable (610) | 166.65 |  | 243.65 | ',
    'Business Bank Account (090) |  | 23.00 |  | 8.00',
    '[Liabilities]',
    'Accounts Payable (800) |  | 11.50 |  | 11.50',
    'GST (820) | 4.50 |  |  | 7.50',
    '[]',
    'Total | 201.15 | 201.15 | 273.65 | 273.65',
  ]);
  const [row] = Rows[1]?.Rows ?? [];
  expect(row?.Cells?.[4]?.Attributes).toEqual([{ Value: expect.any(String), Id: 'account' }]);
});

test('profit of a former financial year is retained earnings in the next', async () => {
  const { Rows } = await report('TrialBalance?date=2027-04-30');
  expect(told(Rows)).toContain('Retained Earnings (960) |  | 0.00 |  | 216.65');
  expect(told(Rows).join()).not.toContain('Sales');
});

test('the balance sheet is as at the end of the month beside a year before, or beside the periods asked for', async () => {
  const { Rows } = await report('BalanceSheet?date=2026-06-15');
  const all = told(Rows);
  expect(all[0]).toBe(' | 30 Jun 2026 | 30 Jun 2025');
  expect(all).toContain('Net Assets | 216.65 | 0.00');
  expect(all).toContain('Total Equity | 216.65 | 0.00');
  expect(all).toContain('Current Year Earnings | 216.65 | 0.00');
  const monthly = await report('BalanceSheet?date=2026-06-15&periods=2&timeframe=MONTH');
  expect(told(monthly.Rows)[0]).toBe(' | 30 Jun 2026 | 31 May 2026 | 30 Apr 2026');
  expect((await client.call('Reports/BalanceSheet?periods=12&timeframe=MONTH')).status).toBe(400);
});

test('the bank summary counts what was taken back neither as received nor as spent', async () => {
  const { Rows } = await report('BankSummary?fromDate=2026-05-01&toDate=2026-05-31');
  expect(told(Rows).slice(0, 3)).toEqual([
    'Bank Accounts | Opening Balance | Cash Received | Cash Spent | Closing Balance',
    '[]',
    'Business Bank Account | 0.00 | 15.00 | 0.00 | 15.00',
  ]);
});

test('profit and loss ends in what is left, for each period', async () => {
  const { Rows } = await report(
    'ProfitAndLoss?fromDate=2026-06-01&toDate=2026-06-30&periods=1&timeframe=MONTH',
  );
  expect(told(Rows)).toEqual([
    ' | 30 Jun 2026 | 31 May 2026',
    '[Income]',
    'Sales | 166.65 | 80.00',
    'Total Income | 166.65 | 80.00',
    '[]',
    'Gross Profit | 166.65 | 80.00',
    '[Less Operating Expenses]',
    'General Expenses | 30.00 | 0.00',
    'Total Operating Expenses | 30.00 | 0.00',
    '[]',
    'Net Profit | 136.65 | 80.00',
  ]);
});

test('every report carries the names and types of the official model', async () => {
  const aged = `?contactId=${contactId}`;
  for (const path of [
    `AgedReceivablesByContact${aged}`,
    `AgedPayablesByContact${aged}`,
    'TrialBalance',
    'BalanceSheet',
    'BankSummary',
    'ProfitAndLoss',
  ]) {
    const problems = checkAgainstModel('ReportWithRows', await client.json(`Reports/${path}`));
    // Xero's own examples write this one in words, where every other date of its API is a number.
    expect(
      problems.filter((problem) => !problem.includes('.ReportDate:')),
      path,
    ).toEqual([]);
  }
});

test('a report is XML as well, with one element for each row and cell', async () => {
  const response = await client.call('Reports/BankSummary?fromDate=2026-05-01&toDate=2026-05-31', {
    accept: 'application/xml',
  });
  const text = await response.text();
  expect(text).toContain('<Row><RowType>Header</RowType><Cells><Cell><Value>Bank Accounts</Value></Cell>');
  expect(text).toContain('<ReportTitle>From 1 May 2026 to 31 May 2026</ReportTitle>');
});

test('each report needs a scope of its own, and none is kept on a cash basis', async () => {
  const fresh = await startSandbox({ organisations: [{ name: 'Other', contacts: 1, invoices: 1 }] });
  const other = await connect(fresh, 'Other', 'openid accounting.reports.aged.read');
  expect((await other.call('Reports/TrialBalance')).status).toBe(401);
  expect((await other.call('Reports/AgedPayablesByContact')).status).toBe(400);
  await fresh.close();
  expect((await client.call('Reports/TrialBalance?paymentsOnly=true')).status).toBe(501);
  expect((await client.call('Reports/TrialBalance?paymentsOnly=false')).status).toBe(200);
});
