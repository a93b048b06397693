import type { Match } from '@ledgerport/portal/schemas';
import { expect, test } from 'vitest';
import { reasonOf } from './match-words.ts';

const match = (confidence: Match['confidence'], agrees: string[], differs: string[]) =>
  reasonOf({ confidence, agrees, differs } as Match);

test('A suggestion says what agrees and what differs', () => {
  expect(match('certain', ['number', 'name', 'email'], [])).toBe('Number, name and email agree.');
  expect(match('likely', ['number'], ['total', 'due'])).toBe('Number agrees; total and amount due differ.');
  expect(match('likely', ['name'], ['email'])).toBe('Name agrees; email differs.');
});

test('Where nothing is suggested, it says why', () => {
  expect(match('none', [], [])).toBe('Nothing in the new organisation agrees with it.');
  expect(match('ambiguous', [], [])).toMatch('Several records');
});
