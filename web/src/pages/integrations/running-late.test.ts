import { expect, test } from 'vitest';
import { isRunningLate } from './running-late.ts';

const now = new Date('2026-03-01T09:00:00Z');
const late = (nextSyncAt: string | null, status: 'connected' | 'paused' = 'connected') =>
  isRunningLate({ status, nextSyncAt }, now);

test('a run runs late when it is due for more than 15 minutes', () => {
  expect(late('2026-03-01T08:44:00Z')).toBe(true);
  expect(late('2026-03-01T08:46:00Z')).toBe(false);
  expect(late('2026-03-01T09:30:00Z')).toBe(false);
});

test('without a next run, or while paused, nothing is late', () => {
  expect(late(null)).toBe(false);
  expect(late('2026-03-01T01:00:00Z', 'paused')).toBe(false);
});
