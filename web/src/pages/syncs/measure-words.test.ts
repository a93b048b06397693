import { expect, test } from 'vitest';
import { bytesWords, countWords, durationWords } from './measure-words.ts';

test('bytes are said in the unit a person would choose', () => {
  expect([0, 1, 812, 1000, 14_320, 999_499, 999_500, 1_440_000, 250_000_000].map(bytesWords)).toEqual([
    '0 bytes',
    '1 byte',
    '812 bytes',
    '1 kB',
    '14.3 kB',
    '999 kB',
    '1 MB',
    '1.4 MB',
    '250 MB',
  ]);
});

test('a duration is said by its two largest units', () => {
  const from = '2026-03-01T09:00:00.000Z';
  const ends = [
    '2026-03-01T09:00:00.810Z',
    '2026-03-01T09:00:24Z',
    '2026-03-01T09:03:05Z',
    '2026-03-01T10:02:59Z',
  ];
  expect(ends.map((to) => durationWords(from, to))).toEqual(['0.8 s', '24 s', '3 min 5 s', '1 h 2 min']);
});

test('a clock that was set back gives no negative duration', () => {
  expect(durationWords('2026-03-01T09:00:01Z', '2026-03-01T09:00:00Z')).toBe('0.0 s');
});

test('one of a thing is singular', () => {
  expect([countWords(1, 'call', 'calls'), countWords(1204, 'call', 'calls')]).toEqual([
    '1 call',
    '1,204 calls',
  ]);
});
