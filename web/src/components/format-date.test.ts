import { expect, test } from 'vitest';
import {
  formatAccountingDate,
  formatFullInstant,
  formatInstant,
  formatRelative,
  formatShortInstant,
} from './format-date.ts';

test('An accounting date is the same day wherever it is read', () => {
  expect(formatAccountingDate('2026-03-01', 'en-US')).toBe('Mar 1, 2026');
  expect(formatAccountingDate('2024-02-29', 'en-GB')).toBe('29 Feb 2024');
});

test('An instant is shown on the clocks of the zone it is given', () => {
  const instant = '2026-03-01T12:30:00.000Z';
  expect(formatInstant(instant, 'Pacific/Auckland', 'en-GB')).toBe('2 Mar 2026, 01:30');
  expect(formatInstant(instant, 'UTC', 'en-GB')).toBe('1 Mar 2026, 12:30');
});

test('An instant in full names its zone', () => {
  const full = formatFullInstant('2026-03-01T12:30:15.000Z', 'Pacific/Auckland', 'en-GB');
  expect(full).toContain('01:30:15');
  expect(full).toContain('(Pacific/Auckland)');
});

test('A relative instant is told in its largest whole unit, past and to come', () => {
  const now = new Date('2026-03-01T12:00:00Z');
  expect(formatRelative('2026-03-01T11:59:30Z', now)).toBe('now');
  expect(formatRelative('2026-03-01T11:54:10Z', now)).toBe('5 minutes ago');
  expect(formatRelative('2026-03-01T14:10:00Z', now)).toBe('in 2 hours');
  expect(formatRelative('2026-02-20T12:00:00Z', now)).toBe('9 days ago');
  expect(formatRelative('2024-01-01T12:00:00Z', now)).toBe('2 years ago');
});

test('A short instant leaves out today’s date, by the clocks of the zone', () => {
  const now = new Date('2026-03-01T12:45:00Z');
  expect(formatShortInstant('2026-03-01T12:30:00.000Z', 'UTC', now, 'en-GB')).toBe('12:30');
  expect(formatShortInstant('2026-03-01T10:30:00.000Z', 'Pacific/Auckland', now, 'en-GB')).toBe(
    '1 Mar 2026, 23:30',
  );
});
