import { expect, test } from 'vitest';
import { amountIn } from './amount.ts';

test.each([
  ['NZD', '1234.5', '1234.50'],
  ['NZD', '115', '115.00'],
  ['NZD', '0', '0.00'],
  ['NZD', '-7.1', '-7.10'],
  ['NZD', '1.005', '1.005'],
  ['NZD', '0.30000000000000004', '0.30000000000000004'],
  ['JPY', '1234567.00', '1234567'],
  ['JPY', '1234567', '1234567'],
  ['KWD', '1.005', '1.005'],
  ['KWD', '2', '2.000'],
  ['XXZ', '3', '3.00'],
])('%s %s is written %s', (currency, amount, written) => {
  expect(amountIn(currency, amount)).toBe(written);
});
