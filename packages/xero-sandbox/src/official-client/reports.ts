import type { ReportWithRow } from 'xero-node';
import type { Step } from './session.ts';

/** The reports of a customer's debts, in as many ways as there are to read them. */
export const reports: Step = async ({ client, tenantId }) => {
  const api = client.accountingApi;
  const { body } = await api.getContacts(tenantId, undefined, 'Name=="SDK Customer"');
  const id = body.contacts?.[0]?.contactID ?? '';
  // Balances stand on pages and on a single contact only.
  const customer = (await api.getContact(tenantId, id)).body.contacts?.[0];
  const aged = await api.getReportAgedReceivablesByContact(tenantId, id);
  const trialBalance = await api.getReportTrialBalance(tenantId);
  const balanceSheet = await api.getReportBalanceSheet(tenantId);
  const bank = await api.getReportBankSummary(tenantId, '2020-01-01', '2099-12-31');
  return {
    outstanding: customer?.balances?.accountsReceivable?.outstanding,
    aged: row(aged.body.reports?.[0], 'Closing Balance')?.at(-1),
    // Debit and credit of the month, then of the year to date.
    trialBalance: row(trialBalance.body.reports?.[0], 'Accounts Receivable')?.[3],
    balanceSheet: row(balanceSheet.body.reports?.[0], 'Accounts Receivable')?.[1],
    bankTotal: row(bank.body.reports?.[0], 'Total')?.at(-1),
  };
};

/** The cells of the first row whose first cell begins with that text, in whatever section it stands. */
function row(report: ReportWithRow | undefined, name: string): string[] | undefined {
  return report?.rows
    ?.flatMap((each) => [each, ...(each.rows ?? [])])
    .map(({ cells }) => cells?.map(({ value }) => value ?? '') ?? [])
    .find(([first]) => first?.startsWith(name));
}
