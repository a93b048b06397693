import { expect, test } from 'vitest';
import { scopeWords } from './scope-words.ts';

test('the books come first and a sign-in scope is said once', () => {
  expect(scopeWords(['openid', 'profile', 'email', 'accounting.invoices.read'])).toEqual([
    'Read invoices and credit notes',
    'Know who connected it',
  ]);
});

test('an unknown scope is shown by its own name', () => {
  expect(scopeWords(['accounting.budgets.read'])).toEqual(['accounting.budgets.read']);
});
