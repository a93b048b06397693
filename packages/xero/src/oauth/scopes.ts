/**
 * What the product reads today: the organisation and its accounts, contacts, invoices. Xero's granular scopes,
 * the only kind that apps created since March 2026 are given; `offline_access` brings the refresh token.
 */
export const READ_SCOPES: readonly string[] = [
  'offline_access',
  'accounting.settings.read',
  'accounting.contacts.read',
  'accounting.invoices.read',
];
