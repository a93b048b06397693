import { notImplemented } from '../problems.ts';
import type { Answer, Endpoint, Resource } from '../resource.ts';
import { agedPayables, agedReceivables } from './aged.ts';
import { balanceSheet } from './balance-sheet.ts';
import { bankSummary } from './bank-summary.ts';
import { profitAndLoss } from './profit-and-loss.ts';
import { trialBalance } from './trial-balance.ts';

/** The reports, each by its name and under a scope of its own. */
export const reports: Resource = {
  name: 'Reports',
  scopes: ['accounting.reports'],
  endpoints: {
    AgedReceivablesByContact: report('aged', agedReceivables),
    AgedPayablesByContact: report('aged', agedPayables),
    TrialBalance: report('trialbalance', accrualOnly(trialBalance)),
    BalanceSheet: report('balancesheet', accrualOnly(balanceSheet)),
    BankSummary: report('banksummary', bankSummary),
    ProfitAndLoss: report('profitandloss', accrualOnly(profitAndLoss)),
  },
};

function report(scope: string, get: Answer): Endpoint {
  return { scopes: [`accounting.reports.${scope}`], get };
}

/** The sandbox keeps no books on a cash basis: better a clear no than figures on another basis. */
function accrualOnly(answer: Answer): Answer {
  return (call) =>
    call.query.flag('paymentsOnly') ? notImplemented('paymentsOnly', 'Reports') : answer(call);
}
