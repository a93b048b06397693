import { expect, test } from 'vitest';
import { checkXeroAddress } from './addresses.ts';

test.each([
  ['https://api.xero.com/', 'https://api.xero.com'],
  ['https://login.xero.com/a/', 'https://login.xero.com/a'],
  ['http://localhost:4010', 'http://localhost:4010'],
  ['http://127.9.9.9:80/x', 'http://127.9.9.9/x'],
  ['http://[::1]:4010/', 'http://[::1]:4010'],
])('takes %s', (value, expected) => {
  expect(checkXeroAddress(value)).toBe(expected);
});

test.each([
  'http://api.xero.com',
  'http://localhost.example.com',
  'http://127.0.0.1.example.com',
  'http://127.example.com',
  'ftp://localhost',
  'xero.com',
  '',
  'https://user:pass@api.xero.com',
  'https://api.xero.com?x=1',
])('refuses "%s" with a sentence', (value) => {
  expect(() => checkXeroAddress(value)).toThrow(/\.$/);
});
