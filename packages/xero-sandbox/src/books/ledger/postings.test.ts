import Big from 'big.js';
import { expect, test } from 'vitest';
import { randomFrom } from '../../seed/random.ts';
import { money, toMinor } from '../money.ts';
import { baseMinor } from './postings.ts';

test('an amount in the base currency is rounded half away from zero, once', () => {
  expect(baseMinor('1.00', '8', 'NZD')).toBe(13);
  expect(baseMinor('-1.00', '8', 'NZD')).toBe(-13);
  expect(baseMinor('1', '0.608200', 'NZD')).toBe(164);
  expect(baseMinor('1.005', '1', 'KWD')).toBe(1005);
  expect(baseMinor('100', '91.25', 'JPY')).toBe(1);
  expect(baseMinor('0.00', '0.6', 'NZD')).toBe(0);
});

test('it is what decimal division gives, for any amount and rate', () => {
  const random = randomFrom('rates');
  for (let count = 0; count < 5_000; count += 1) {
    const decimals = random.below(4);
    const amount = new Big(random.below(2_000_000_000) - 1_000_000_000).div(10 ** decimals).toFixed(decimals);
    const rate = new Big(1 + random.below(100_000_000)).div(1_000_000).toFixed(random.pick([6, 8]));
    const expected = toMinor(money(new Big(amount).div(rate), 'NZD'), 'NZD');
    expect(baseMinor(amount, rate, 'NZD'), `${amount} at ${rate}`).toBe(expected);
  }
});
