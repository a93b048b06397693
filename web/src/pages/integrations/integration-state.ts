import type { Integration } from '@ledgerport/portal/schemas';
import type { Tone } from '../../components/status-badge.tsx';

export type IntegrationState = { label: string; tone: Tone; meaning: string };

const STATES: Record<Integration['status'], IntegrationState> = {
  not_connected: {
    label: 'Not connected',
    tone: 'neutral',
    meaning: 'No Xero organisation is saved yet. Nothing is read from Xero.',
  },
  connected: {
    label: 'Connected',
    tone: 'good',
    meaning: 'Customers and invoices are read from Xero every hour.',
  },
  reconnect_needed: {
    label: 'Reconnect needed',
    tone: 'bad',
    meaning:
      'Xero no longer accepts the connection. What was read before stays readable, as of the last successful sync.',
  },
  paused: {
    label: 'Paused',
    tone: 'warning',
    meaning: 'The connection is kept, but no sync starts by itself until it is resumed.',
  },
  disconnected: {
    label: 'Disconnected',
    tone: 'neutral',
    meaning: 'Access was given back to Xero. What was read before stays readable.',
  },
};

/** An integration's state in words, and what it means for the figures. */
export function integrationState(status: Integration['status']): IntegrationState {
  return STATES[status];
}

/** Whether an integration has a saved Xero organisation that it can reach now. */
export function isReachable(integration: Integration): boolean {
  return integration.organisation !== null && ['connected', 'paused'].includes(integration.status);
}
