import type { Integration } from '@ledgerport/portal/schemas';

export type SetupStep = { label: string; done: boolean };

/** What makes a firm's figures appear, in order, and how far it is; null is a firm without an integration. */
export function setupSteps(integration: Integration | null): SetupStep[] {
  if (integration?.platform === 'csv')
    return [
      { label: 'Your provider begins with CSV files', done: true },
      { label: 'Upload customers, then invoices', done: integration.lastSuccessfulSyncAt !== null },
    ];
  const saved = integration?.organisation != null;
  return [
    { label: 'Your provider creates the Xero integration', done: integration !== null },
    {
      label: 'Online Auth to Xero: allow access and choose the organisation',
      done: saved || integration?.pendingOrganisation != null,
    },
    { label: 'Save the connection and test it', done: saved },
    { label: 'The first sync reads customers and invoices', done: integration?.lastSuccessfulSyncAt != null },
  ];
}
