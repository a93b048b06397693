import { expect, test } from 'vitest';
import { chartScale, median } from './chart-scale.ts';

test('ticks are powers of ten that reach the largest value', () => {
  expect(chartScale([3, 1204], 1).ticks).toEqual([1, 10, 100, 1000, 10_000]);
  expect(chartScale([1000], 1).ticks).toEqual([1, 10, 100, 1000]);
  expect(chartScale([0], 1).ticks).toEqual([1, 10]);
  expect(chartScale([], 100).ticks).toEqual([100, 1000]);
});

test('a value stands as high as its power of ten, nothing is nothing, and little is seen', () => {
  const { heightOf } = chartScale([10_000], 1);
  expect([10_000, 100, 10, 0].map(heightOf)).toEqual([1, 0.5, 0.25, 0]);
  expect(heightOf(1)).toBeGreaterThan(0);
  expect(heightOf(0.2)).toBeGreaterThan(0);
});

test('the median is one of the values', () => {
  expect([median([5, 1, 9]), median([4, 1, 9, 2]), median([])]).toEqual([5, 2, null]);
});
