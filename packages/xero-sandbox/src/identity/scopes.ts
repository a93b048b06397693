/**
 * The scopes that an app made after 2 March 2026 may ask for, and what the consent page says about each
 * (Xero's documentation of granular scopes). The broad scope accounting.transactions is not among them.
 */
const SENTENCES: Readonly<Record<string, string>> = {
  openid: 'Know who you are',
  profile: 'See your name',
  email: 'See your email address',
  offline_access: 'Keep access while you are not signed in',
  'accounting.invoices': 'View and manage your invoices, credit notes, quotes and items',
  'accounting.invoices.read': 'View your invoices, credit notes, quotes and items',
  'accounting.payments': 'View and manage your payments, overpayments and prepayments',
  'accounting.payments.read': 'View your payments, overpayments and prepayments',
  'accounting.banktransactions': 'View and manage your bank transactions',
  'accounting.banktransactions.read': 'View your bank transactions',
  'accounting.manualjournals': 'View and manage your manual journals',
  'accounting.manualjournals.read': 'View your manual journals',
  'accounting.contacts': 'View and manage your contacts',
  'accounting.contacts.read': 'View your contacts',
  'accounting.settings': 'View and manage your organisation settings',
  'accounting.settings.read': 'View your organisation settings',
  'accounting.attachments': 'View and manage your attachments',
  'accounting.attachments.read': 'View your attachments',
  'accounting.budgets.read': 'View your budgets',
  'accounting.reports.aged.read': 'View your aged reports',
  'accounting.reports.balancesheet.read': 'View your balance sheet',
  'accounting.reports.banksummary.read': 'View your bank summary',
  'accounting.reports.budgetsummary.read': 'View your budget summary',
  'accounting.reports.executivesummary.read': 'View your executive summary',
  'accounting.reports.profitandloss.read': 'View your profit and loss',
  'accounting.reports.trialbalance.read': 'View your trial balance',
  'accounting.reports.taxreports.read': 'View your tax reports',
  'accounting.reports.tenninetynine.read': 'View your 1099 report',
};

/** Splits a scope parameter; separators are blanks, and commas as the Node SDK sends them. */
export function splitScopes(parameter: string): string[] {
  return parameter.split(/[\s,]+/).filter((scope) => scope !== '');
}

/** True when there is at least one scope and the app may have every one of them. */
export function allowedScopes(scopes: readonly string[]): boolean {
  return scopes.length > 0 && scopes.every((scope) => Object.hasOwn(SENTENCES, scope));
}

/** What the consent page says, one sentence a scope. */
export function describeScopes(scopes: readonly string[]): string[] {
  return scopes.flatMap((scope) => SENTENCES[scope] ?? []);
}

/** Whether a token with these scopes may read what needs `scope` (named without `.read`). */
export function mayRead(scopes: readonly string[], scope: string): boolean {
  return scopes.includes(scope) || scopes.includes(`${scope}.read`);
}
