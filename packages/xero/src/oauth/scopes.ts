/**
 * What the product reads: the organisation and its settings, contacts, invoices and credit notes, payments with over- and
 * prepayments, and the trial balance that the mirror is compared with. Xero's granular scopes, the only kind that apps
 * created since March 2026 are given; `offline_access` brings the refresh token.
 */
export const READ_SCOPES: readonly string[] = [
  'offline_access',
  'accounting.settings.read',
  'accounting.contacts.read',
  'accounting.invoices.read',
  'accounting.payments.read',
  'accounting.reports.trialbalance.read',
];
