import { expect, test } from 'vitest';
import { fullness, limitWords } from './usage-words.ts';

test('a meter is between empty and full, whatever is counted', () => {
  expect([fullness(0, 60), fullness(15, 60), fullness(61, 60), fullness(-1, 60), fullness(0, 0)]).toEqual([
    0, 25, 100, 0, 100,
  ]);
});

test('each of Xero’s limits has words of its own', () => {
  const words = (['minute', 'day', 'concurrent', 'appminute'] as const).map(limitWords);
  expect(new Set(words).size).toBe(4);
});
