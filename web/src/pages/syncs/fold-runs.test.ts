import type { SyncRun } from '@ledgerport/portal/schemas';
import { expect, test } from 'vitest';
import { foldRuns } from './fold-runs.ts';

const run = (status: SyncRun['status'], code?: string): SyncRun => ({
  id: crypto.randomUUID(),
  integrationId: 'integration',
  trigger: 'schedule',
  status,
  full: false,
  requestedBy: null,
  queuedAt: '2026-03-01T09:00:00.000Z',
  startedAt: null,
  finishedAt: null,
  calls: 0,
  bytes: 0,
  entities: {},
  progress: null,
  problem: code === undefined ? null : { code, message: 'It failed.', action: 'Wait.' },
  watermarks: {},
  waitedMs: 0,
});
const shape = (runs: SyncRun[]) => foldRuns(runs).map(({ alike }) => 1 + alike.length);

test('failures of the same kind in a row are one line, whatever they lead to next', () => {
  const [newest, older, oldest] = [
    run('failed', 'xero_unavailable'),
    run('failed', 'xero_unavailable'),
    run('failed', 'xero_unavailable'),
  ];
  expect(foldRuns([run('succeeded'), newest, older, oldest, run('succeeded')])[1]).toEqual({
    newest,
    alike: [older, oldest],
  });
});

test('a failure of another kind or a run that went well between them keeps them apart', () => {
  expect(shape([run('failed', 'a'), run('failed', 'b'), run('failed', 'b')])).toEqual([1, 2]);
  expect(shape([run('failed', 'a'), run('succeeded'), run('failed', 'a')])).toEqual([1, 1, 1]);
});

test('only failures are folded', () => {
  expect(shape([run('partial', 'a'), run('partial', 'a'), run('succeeded'), run('succeeded')])).toEqual([
    1, 1, 1, 1,
  ]);
  expect(shape([run('failed'), run('failed')])).toEqual([1, 1]);
  expect(shape([])).toEqual([]);
});
