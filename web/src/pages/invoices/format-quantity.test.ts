import { expect, test } from 'vitest';
import { formatQuantity } from './format-quantity.ts';

test('a quantity keeps every digit that counts and drops zeros at its end', () => {
  const quantities = ['3.0000', '1.5', '0.3333', '1234567890123456.7891', '-2'];
  expect(quantities.map((quantity) => formatQuantity(quantity, 'en'))).toEqual([
    '3',
    '1.5',
    '0.3333',
    '1,234,567,890,123,456.7891',
    '-2',
  ]);
});
