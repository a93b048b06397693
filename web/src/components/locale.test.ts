import { expect, test } from 'vitest';
import { formatCount } from './format-count.ts';
import { readerLocale } from './locale.ts';

test('A language that no figure can be written in is passed over', () => {
  expect(readerLocale(['en-US@posix', 'C', 'de-DE', 'en'])).toEqual(['de-DE', 'en']);
  expect(formatCount(12_345, readerLocale(['en-US@posix', 'de-DE']))).toBe('12.345');
  expect(formatCount(5, readerLocale(['C']))).toBe('5');
});
