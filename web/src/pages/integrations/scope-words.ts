const WORDS = new Map(
  Object.entries({
    'accounting.invoices': 'Read and change invoices and credit notes',
    'accounting.invoices.read': 'Read invoices and credit notes',
    'accounting.payments': 'Read and record payments',
    'accounting.payments.read': 'Read payments',
    'accounting.transactions': 'Read and change invoices and payments',
    'accounting.transactions.read': 'Read invoices and payments',
    'accounting.contacts': 'Read and change contacts',
    'accounting.contacts.read': 'Read contacts',
    'accounting.settings': 'Read and change the organisation’s settings and accounts',
    'accounting.settings.read': 'Read the organisation’s settings and accounts',
    'accounting.reports.trialbalance.read': 'Read what stands on each account',
    'accounting.attachments': 'Read and add attachments',
    'accounting.attachments.read': 'Read attachments',
    'accounting.banktransactions': 'Read and record bank transactions',
    'accounting.banktransactions.read': 'Read bank transactions',
    offline_access: 'Stay connected while nobody is signed in',
    openid: 'Know who connected it',
  }),
);

const SAID_BY_OPENID = new Set(['profile', 'email']);

/**
 * Says granted permissions in plain words, what concerns the books first. The scopes are those of Xero's
 * scopes documentation; one that is not known here is shown by its own name.
 */
export function scopeWords(scopes: readonly string[]): string[] {
  const shown = scopes.filter((scope) => !(SAID_BY_OPENID.has(scope) && scopes.includes('openid')));
  return shown
    .toSorted((a, b) => Number(b.startsWith('accounting.')) - Number(a.startsWith('accounting.')))
    .map((scope) => WORDS.get(scope) ?? scope);
}
