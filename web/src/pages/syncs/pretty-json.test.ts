import { expect, test } from 'vitest';
import { prettyJson } from './pretty-json.ts';

test('JSON is laid out like the language itself does', () => {
  const value = { a: [1, 'x, {y}: "z"', {}, []], b: { c: null, d: 'é\n' }, e: true };
  expect(prettyJson(JSON.stringify(value))).toBe(JSON.stringify(value, null, 2));
});

test('a number keeps every digit', () => {
  expect(prettyJson('{"Total":100.00,"Big":12345678901234567890.10}')).toBe(
    '{\n  "Total": 100.00,\n  "Big": 12345678901234567890.10\n}',
  );
});

test('text that is no JSON comes back as it is', () => {
  expect(prettyJson('{"Total":')).toBe('{"Total":');
});
