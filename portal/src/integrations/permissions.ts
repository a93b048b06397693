type Permission = {
  /** What it lets Ledgerport read, in words. */
  words: string;
  /** The calls that need it, by the first part of their path (Xero's scopes documentation). */
  resources: readonly string[];
  /** Xero's broad permissions of older apps that include it. */
  broad: readonly string[];
};

/** What each permission is for; `offline_access` is missing, since without it there would be no connection. */
export const PERMISSIONS: ReadonlyMap<string, Permission> = new Map([
  [
    'accounting.settings.read',
    {
      words: 'the organisation and its accounts',
      resources: ['Organisation', 'Accounts', 'Currencies', 'TaxRates', 'BrandingThemes'],
      broad: [],
    },
  ],
  ['accounting.contacts.read', { words: 'contacts', resources: ['Contacts', 'ContactGroups'], broad: [] }],
  [
    'accounting.invoices.read',
    {
      words: 'invoices and credit notes',
      resources: ['Invoices', 'CreditNotes'],
      broad: ['accounting.transactions', 'accounting.transactions.read'],
    },
  ],
  [
    'accounting.payments.read',
    {
      words: 'payments, overpayments and prepayments',
      resources: ['Payments', 'Overpayments', 'Prepayments', 'BatchPayments'],
      broad: ['accounting.transactions', 'accounting.transactions.read'],
    },
  ],
  [
    'accounting.reports.trialbalance.read',
    {
      words: 'the trial balance',
      resources: ['Reports'],
      broad: ['accounting.reports.read'],
    },
  ],
]);

/** In words, what the permission that a refused call lacked is for. @param resource as XeroError gives it */
export function permissionOf(resource: string | null): string {
  const name = resource?.split('/')[0] ?? '';
  const found = [...PERMISSIONS.values()].find(({ resources }) => resources.includes(name));
  return found?.words ?? 'a part of the books';
}
