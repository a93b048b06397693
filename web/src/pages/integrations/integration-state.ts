import type { Integration, IntegrationStatus } from '@ledgerport/portal/schemas';

const MEANINGS: Record<IntegrationStatus, string> = {
  not_connected: 'No Xero organisation is saved yet. Nothing is read from Xero.',
  connected: 'Customers and invoices are kept up to date from Xero.',
  reconnect_needed:
    'Xero no longer accepts the connection. What was read before stays readable, as of the last successful sync.',
  paused: 'The connection is kept, but no sync starts by itself until it is resumed.',
  disconnected: 'Access was given back to Xero. What was read before stays readable.',
};

/** What an integration's state means for the figures. */
export function stateMeaning(status: IntegrationStatus): string {
  return MEANINGS[status];
}

/** Whether an integration has a saved Xero organisation that it can reach now. */
export function isReachable(integration: Integration): boolean {
  return integration.organisation !== null && ['connected', 'paused'].includes(integration.status);
}
