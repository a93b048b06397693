import { expect, test } from 'vitest';
import { NO_SYNC_FROM, readSyncFrom, writeSyncFrom } from './sync-from.ts';

const auckland = 'Pacific/Auckland';

test('an afternoon in Auckland in summer time is thirteen hours ahead of UTC', () => {
  const parts = { date: '2026-01-15', hour: '1', minute: '05', period: 'PM' } as const;
  expect(readSyncFrom(parts, auckland)).toEqual({ instant: '2026-01-15T00:05:00.000Z', note: null });
});

test('twelve AM is midnight and twelve PM is noon', () => {
  const midnight = { date: '2026-06-01', hour: '12', minute: '00', period: 'AM' } as const;
  expect(readSyncFrom(midnight, 'UTC').instant).toBe('2026-06-01T00:00:00.000Z');
  expect(readSyncFrom({ ...midnight, period: 'PM' }, 'UTC').instant).toBe('2026-06-01T12:00:00.000Z');
});

test('an empty date clears Sync From', () => {
  expect(readSyncFrom(NO_SYNC_FROM, auckland)).toEqual({ instant: null, note: null });
});

test('a time that daylight saving skips is refused with the time to choose instead', () => {
  const parts = { date: '2026-09-27', hour: '2', minute: '30', period: 'AM' } as const;
  const { error } = readSyncFrom(parts, auckland);
  expect(error).toMatch(/2:30\sAM never came in Pacific\/Auckland\. Choose 3:30\sAM instead/);
});

test('a time that comes twice means the first one and says so', () => {
  const parts = { date: '2026-04-05', hour: '2', minute: '30', period: 'AM' } as const;
  const answer = readSyncFrom(parts, auckland);
  expect(answer.instant).toBe('2026-04-04T13:30:00.000Z');
  expect(answer.note).toContain('came twice');
});

test('a date that is none is refused', () => {
  for (const date of ['2026-02-30', '1 March', '2026-13-01']) {
    expect(readSyncFrom({ ...NO_SYNC_FROM, date }, auckland).error).toContain('Enter a date');
  }
});

test('what was saved comes back as the same clock time', () => {
  for (const instant of [
    '2026-01-15T00:05:00.000Z',
    '2026-07-01T12:00:00.000Z',
    '2026-09-26T14:00:00.000Z',
  ]) {
    for (const zone of [auckland, 'America/New_York', 'Asia/Kolkata', 'UTC']) {
      expect(readSyncFrom(writeSyncFrom(instant, zone), zone).instant).toBe(instant);
    }
  }
});

test('without a saved Sync From the parts are empty', () => {
  expect(writeSyncFrom(null, auckland)).toEqual(NO_SYNC_FROM);
});
