import type { SyncRun } from '@ledgerport/portal/schemas';
import { expect, test } from 'vitest';
import {
  countsWords,
  recordsChanged,
  runEntities,
  runSummary,
  runTrigger,
  runWatermarks,
} from './run-words.ts';

const run: SyncRun = {
  id: '0d4a3c52-6a1f-4f0e-9a57-111111111111',
  integrationId: '0d4a3c52-6a1f-4f0e-9a57-222222222222',
  trigger: 'manual',
  status: 'partial',
  full: false,
  requestedBy: 'Ana Ruatoto',
  queuedAt: '2026-03-01T09:00:00.000Z',
  startedAt: '2026-03-01T09:00:00.000Z',
  finishedAt: null,
  calls: 4,
  bytes: 100,
  entities: {
    invoices: { created: 2, updated: 1, unchanged: 40, removed: 1, failed: 2 },
    customers: { created: 1, updated: 0, unchanged: 3, removed: 0, failed: 0 },
  },
  progress: null,
  problem: null,
  watermarks: {
    invoices: { before: null, after: '2026-03-01T08:59:00.000Z' },
    customers: { before: '2026-02-01T00:00:00.000Z', after: '2026-02-01T00:00:00.000Z' },
  },
  waitedMs: 0,
};

test('record types come in the order they are read and only when the run came to them', () => {
  expect(runEntities(run).map(({ label }) => label)).toEqual(['Customers', 'Invoices']);
});

test('a run is summed up over its record types without what did not change', () => {
  expect(runSummary(run)).toBe('4 changed, 1 removed, 2 set aside');
  expect(runSummary({ ...run, entities: {} })).toBe('Nothing read');
  const unchanged = { created: 0, updated: 0, unchanged: 9, removed: 0, failed: 0 };
  expect(runSummary({ ...run, entities: { invoices: unchanged } })).toBe('Nothing new');
});

test('what a run changed is counted over all its record types', () => {
  expect(recordsChanged(run)).toBe(5);
  expect(recordsChanged({ ...run, entities: {} })).toBe(0);
});

test('how far a run read comes in the order it read', () => {
  expect(runWatermarks(run).map(({ label, before }) => [label, before])).toEqual([
    ['Customers', '2026-02-01T00:00:00.000Z'],
    ['Invoices', null],
  ]);
});

test('a person who asked for everything is named', () => {
  expect(runTrigger({ ...run, full: true })).toBe('Sync Now, everything, Ana Ruatoto');
  expect(runTrigger({ ...run, trigger: 'schedule', requestedBy: null })).toBe('By itself');
});

test('what happened to one record type is said without what did not happen', () => {
  expect(countsWords({ created: 1204, updated: 0, unchanged: 3, removed: 0, failed: 1 })).toBe(
    '1,204 created, 3 unchanged, 1 set aside',
  );
  expect(countsWords({ created: 0, updated: 0, unchanged: 0, removed: 0, failed: 0 })).toBe('None');
});
