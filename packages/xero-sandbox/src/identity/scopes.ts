import type { Tier } from '../limits/tiers.ts';
import type { SandboxApp } from './app.ts';

const SIGN_IN: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'See your name',
  email: 'See your email address',
  offline_access: 'Keep access while you are not signed in',
};

/** What each scope is about that exists with `.read` too (Xero's documentation of granular scopes). */
const READ_AND_WRITE: Readonly<Record<string, string>> = {
  'accounting.invoices': 'invoices, credit notes, quotes and items',
  'accounting.payments': 'payments, overpayments and prepayments',
  'accounting.banktransactions': 'bank transactions',
  'accounting.manualjournals': 'manual journals',
  'accounting.classicexpenses': 'expense claims and receipts',
  'accounting.contacts': 'contacts',
  'accounting.settings': 'organisation settings',
  'accounting.attachments': 'attachments',
  // Of Xero's other APIs: clients ask for all that they may need at once, though the sandbox has none of these APIs.
  'payroll.employees': 'payroll employees',
  'payroll.payruns': 'pay runs',
  'payroll.payslip': 'payslips',
  'payroll.settings': 'payroll settings',
  'payroll.timesheets': 'timesheets',
  files: 'files',
  assets: 'fixed assets',
  projects: 'projects',
};

/** What each scope is about that exists with `.read` only. */
const READ_ONLY: Readonly<Record<string, string>> = {
  'accounting.budgets': 'budgets',
  'accounting.reports.aged': 'aged reports',
  'accounting.reports.balancesheet': 'balance sheet',
  'accounting.reports.banksummary': 'bank summary',
  'accounting.reports.budgetsummary': 'budget summary',
  'accounting.reports.executivesummary': 'executive summary',
  'accounting.reports.profitandloss': 'profit and loss',
  'accounting.reports.trialbalance': 'trial balance',
  'accounting.reports.taxreports': 'tax reports',
  'accounting.reports.tenninetynine': '1099 report',
};

/** What every app may ask for, and what the consent page says. `paymentservices`, which Xero gives to few, is left out. */
const GRANULAR = { ...SIGN_IN, ...sentences(READ_AND_WRITE, READ_ONLY) };

/** Only for apps of the Advanced tier (Xero's pricing page). */
const ADVANCED = sentences({}, { 'accounting.journals': 'journals' });

const BROAD = sentences(
  { 'accounting.transactions': 'business transactions' },
  { 'accounting.reports': 'reports' },
);

/** Scopes without `.read`, and the broad one that allowed the same before (Xero's questions and answers on them). */
const COVERED_BY: Readonly<Record<string, string>> = {
  'accounting.invoices': 'accounting.transactions',
  'accounting.payments': 'accounting.transactions',
  'accounting.banktransactions': 'accounting.transactions',
  'accounting.manualjournals': 'accounting.transactions',
  'accounting.classicexpenses': 'accounting.transactions',
  'accounting.reports.aged': 'accounting.reports',
  'accounting.reports.balancesheet': 'accounting.reports',
  'accounting.reports.banksummary': 'accounting.reports',
  'accounting.reports.budgetsummary': 'accounting.reports',
  'accounting.reports.executivesummary': 'accounting.reports',
  'accounting.reports.profitandloss': 'accounting.reports',
  'accounting.reports.trialbalance': 'accounting.reports',
  'accounting.reports.taxreports': 'accounting.reports',
};

/** Apps made from this day on get granular scopes only; `YYYY-MM-DD` (Xero's questions and answers on them). */
const GRANULAR_SINCE = '2026-03-02';

/** The same for custom connections (the notes of Xero's own MCP server). */
const GRANULAR_SINCE_FOR_CUSTOM_CONNECTIONS = '2026-04-29';

/** The day on which broad scopes end for every app; `YYYY-MM-DD` (Xero's changelog of 6 August 2026). */
const BROAD_UNTIL = '2027-09-13';

/** Splits a scope parameter; separators are blanks, and commas as the Node SDK sends them. */
export function splitScopes(parameter: string): string[] {
  return parameter.split(/[\s,]+/).filter((scope) => scope !== '');
}

/** True when there is at least one scope and the app may have every one of them on that day (`YYYY-MM-DD`, UTC). */
export function allowedScopes(
  app: SandboxApp,
  tier: Tier,
  today: string,
  scopes: readonly string[],
): boolean {
  const since = app.customConnection === undefined ? GRANULAR_SINCE : GRANULAR_SINCE_FOR_CUSTOM_CONNECTIONS;
  const broad = app.createdOn < since && today < BROAD_UNTIL;
  return (
    scopes.length > 0 &&
    scopes.every(
      (scope) =>
        Object.hasOwn(GRANULAR, scope) ||
        (tier === 'advanced' && Object.hasOwn(ADVANCED, scope)) ||
        (broad && Object.hasOwn(BROAD, scope)),
    )
  );
}

/** Those of the scopes that a token issued on that day (`YYYY-MM-DD`, UTC) still carries: broad ones come to an end. */
export function liveScopes(scopes: readonly string[], today: string): readonly string[] {
  return today < BROAD_UNTIL ? scopes : scopes.filter((scope) => !Object.hasOwn(BROAD, scope));
}

/** What the consent page says, one sentence a scope. */
export function describeScopes(scopes: readonly string[]): string[] {
  const known: Readonly<Record<string, string>> = { ...GRANULAR, ...ADVANCED, ...BROAD };
  return scopes.flatMap((scope) => known[scope] ?? []);
}

/** The scopes that discovery names: those that every app may ask for. */
export function offeredScopes(): string[] {
  return Object.keys(GRANULAR);
}

/** Whether a token with these scopes may read what needs `scope` (named without `.read`); a broad one may do as well. */
export function mayRead(scopes: readonly string[], scope: string): boolean {
  return [scope, COVERED_BY[scope]].some(
    (each) => each !== undefined && (scopes.includes(each) || scopes.includes(`${each}.read`)),
  );
}

/** Whether a token with these scopes may change what needs `scope` (named without `.read`); a broad one may do as well. */
export function mayWrite(scopes: readonly string[], scope: string): boolean {
  return [scope, COVERED_BY[scope]].some((each) => each !== undefined && scopes.includes(each));
}

function sentences(both: Readonly<Record<string, string>>, readOnly: Readonly<Record<string, string>>) {
  return Object.fromEntries([
    ...Object.entries(both).map(([scope, things]) => [scope, `View and manage your ${things}`]),
    ...Object.entries({ ...both, ...readOnly }).map(([scope, things]) => [
      `${scope}.read`,
      `View your ${things}`,
    ]),
  ]);
}
