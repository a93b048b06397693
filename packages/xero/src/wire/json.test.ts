import { expect, test } from 'vitest';
import { parseExactJson, rowTexts } from './json.ts';

test('keeps every digit of a number', () => {
  const text = '{"a":[0.1000,12345678901234567.89,1E+3,-0],"b":"1.0","c":null,"d":true}';
  expect(parseExactJson(text)).toEqual({
    a: ['0.1000', '12345678901234567.89', '1E+3', '-0'],
    b: '1.0',
    c: null,
    d: true,
  });
});

test('gives the text of a row with the digits it was sent with', () => {
  const body = '{"Invoices":[ {"Total": 1.10, "Note":"é \\u0000"}, 7 ]}';
  expect(rowTexts(body, 'Invoices')).toEqual(['{"Total":1.10,"Note":"é \\u0000"}', '7']);
});

test('reads a page of 3 MB in a moment', () => {
  const line = {
    Description: 'A line of an ordinary length, as people write them',
    UnitAmount: 25.5,
    Quantity: 1,
    LineAmount: 25.5,
  };
  const invoice = { Total: 115.5, AmountDue: 100.1, LineItems: Array.from({ length: 20 }, () => line) };
  const text = JSON.stringify({ Invoices: Array.from({ length: 1000 }, () => invoice) });
  expect(text.length).toBeGreaterThan(2_000_000);
  const startedAt = performance.now();
  parseExactJson(text);
  expect(performance.now() - startedAt).toBeLessThan(1000);
});
