import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDecimal } from './decimal.ts';

test.each([
  ['12.50', '12.50'],
  ['0', '0'],
  ['-0', '0'],
  ['-0.00', '0.00'],
  ['-12.5', '-12.5'],
  ['12345678901234567890.123456', '12345678901234567890.123456'],
  ['1E+3', '1000'],
  ['1.25e2', '125'],
  ['1.255e2', '125.5'],
  ['-2.5E-3', '-0.0025'],
  ['0.5e1', '5'],
  ['1e0', '1'],
])('reads %s as %s', (text, expected) => {
  expect(readDecimal(text)).toBe(expected);
});

test.each(['', 'abc', '1,5', '1e999', 'NaN', '--1', '1.', ' 1'])('refuses "%s"', (text) => {
  expect(readDecimal(text)).toBeNull();
});

test('means the same number as was sent, for any number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, min: -1e21, max: 1e21 }), fc.boolean(), (number, exponent) => {
      const text = exponent ? number.toExponential() : JSON.stringify(number);
      const read = readDecimal(text);
      fc.pre(read !== null);
      expect(Number(read)).toBe(number === 0 ? 0 : number);
      expect(read).not.toMatch(/e/i);
    }),
  );
});
