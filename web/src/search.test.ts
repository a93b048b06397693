import { expect, test } from 'vitest';
import { oneOf, ownPath, text } from './search.ts';

test('check 6: after signing in only a path on this site is followed', () => {
  expect(ownPath('/firms/1/invoices?status=open')).toBe('/firms/1/invoices?status=open');
  for (const foreign of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    '',
    7,
  ]) {
    expect(ownPath(foreign)).toBeUndefined();
  }
});

test('A word that a page does not know is ignored', () => {
  expect(oneOf(['active', 'all'], 'all')).toBe('all');
  expect(oneOf(['active', 'all'], 'everything')).toBeUndefined();
});

test('A text that reads like a number or a truth value stays the text it is', () => {
  expect([text(42), text(true), text('007')]).toEqual(['42', 'true', '007']);
  expect(oneOf(['true'], true)).toBe('true');
});

test('An empty or repeated value counts as absent', () => {
  expect(text('')).toBeUndefined();
  expect(text(['a', 'b'])).toBeUndefined();
});
