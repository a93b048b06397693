import { expect, test } from 'vitest';
import { formatMoney, isZero } from './format-money.ts';

/** Intl writes some spaces as no-break spaces; here they are written as plain ones. */
const plain = (text: string) => text.replaceAll(/[\u00a0\u202f]/g, ' ');

test('An amount that no float can hold is shown to the last digit', () => {
  expect(plain(formatMoney('9007199254740993.17', 'USD', 'en-US'))).toBe('USD 9,007,199,254,740,993.17');
  expect(plain(formatMoney('123456789012345678901234.56', 'USD', 'en-US'))).toBe(
    'USD 123,456,789,012,345,678,901,234.56',
  );
});

test('A currency decides how many decimals are shown', () => {
  expect(plain(formatMoney('1234', 'JPY', 'en-US'))).toBe('JPY 1,234');
  expect(plain(formatMoney('1234.5', 'KWD', 'en-US'))).toBe('KWD 1,234.500');
  expect(plain(formatMoney('1234.5', 'EUR', 'de-DE'))).toBe('1.234,50 EUR');
});

test('More decimals than the currency has are kept rather than rounded away', () => {
  expect(plain(formatMoney('0.1234', 'USD', 'en-US'))).toBe('USD 0.1234');
  expect(plain(formatMoney('10.0000', 'USD', 'en-US'))).toBe('USD 10.00');
});

test('A negative amount keeps its sign', () => {
  expect(plain(formatMoney('-42.10', 'USD', 'en-US'))).toBe('-USD 42.10');
});

test('Dollars of different countries are told apart in every locale', () => {
  const written = ['NZD', 'AUD', 'USD'].map((code) => plain(formatMoney('5', code, 'en-NZ')));
  expect(written).toEqual(['NZD 5.00', 'AUD 5.00', 'USD 5.00']);
});

test('A code that is no currency is written before the number', () => {
  expect(formatMoney('1234.5', 'N/A', 'en-US')).toBe('N/A 1,234.5');
});

test('Zero is zero however it is written', () => {
  expect(['0', '0.00', '-0.000'].map(isZero)).toEqual([true, true, true]);
  expect(['0.01', '-1', '100'].map(isZero)).toEqual([false, false, false]);
});
