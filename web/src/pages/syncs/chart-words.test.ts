import type { SyncRun } from '@ledgerport/portal/schemas';
import { expect, test } from 'vitest';
import { chartWords } from './chart-words.ts';

const run = (status: SyncRun['status'], seconds: number, created: number): SyncRun => ({
  id: 'run',
  integrationId: 'integration',
  trigger: 'schedule',
  status,
  full: false,
  requestedBy: null,
  queuedAt: '2026-03-01T09:00:00.000Z',
  startedAt: '2026-03-01T09:00:00.000Z',
  finishedAt: new Date(Date.parse('2026-03-01T09:00:00.000Z') + seconds * 1000).toISOString(),
  calls: 1,
  bytes: 1,
  entities: { invoices: { created, updated: 0, unchanged: 5, removed: 0, failed: 0 } },
  progress: null,
  problem: null,
  watermarks: {},
  waitedMs: 0,
});

test('the chart is said in sentences with the same figures', () => {
  expect(chartWords([run('succeeded', 2, 1200), run('succeeded', 4, 3), run('failed', 1, 0)])).toBe(
    'Of these runs 2 succeeded and 1 failed (✕). Together they changed 1,203 records, at the most 1,200 in one run. ' +
      'Half of them took 2.0 s or less, the longest 4.0 s.',
  );
});
