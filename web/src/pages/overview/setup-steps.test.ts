import type { Integration } from '@ledgerport/portal/schemas';
import { expect, test } from 'vitest';
import { setupSteps } from './setup-steps.ts';

const organisation = {
  tenantId: 't',
  name: 'Demo Company (NZ)',
  baseCurrency: 'NZD',
  timeZone: 'Pacific/Auckland',
};
const fresh: Integration = {
  id: '0d4a3c52-6a1f-4f0e-9a57-111111111111',
  firmId: '0d4a3c52-6a1f-4f0e-9a57-222222222222',
  platform: 'xero',
  status: 'not_connected',
  organisation: null,
  pendingOrganisation: null,
  syncFrom: null,
  syncIntervalMinutes: 60,
  paymentAccountId: null,
  connectedBy: null,
  connectedAt: null,
  scopes: [],
  callsLeftToday: null,
  lastAttemptedSyncAt: null,
  lastSuccessfulSyncAt: null,
  nextSyncAt: null,
  activeSyncId: null,
  conversionId: null,
  problem: null,
  books: null,
  setAside: 0,
  webhooks: { configured: false, healthy: false, lastEventAt: null },
};

test('setting up goes step by step until the first sync has succeeded', () => {
  const stages = [
    null,
    fresh,
    { ...fresh, pendingOrganisation: organisation },
    { ...fresh, organisation },
    { ...fresh, organisation, lastSuccessfulSyncAt: '2026-03-01T09:00:00.000Z' },
  ];
  const done = stages.map((stage) => setupSteps(stage).filter((step) => step.done).length);
  expect(done).toEqual([0, 1, 2, 3, 4]);
});

test('a firm that begins with files is set up once they are uploaded', () => {
  const fed: Integration = { ...fresh, platform: 'csv' };
  const stages = [fed, { ...fed, lastSuccessfulSyncAt: '2026-03-01T09:00:00.000Z' }];
  expect(stages.map((stage) => setupSteps(stage).every((step) => step.done))).toEqual([false, true]);
});
