import { expect, test } from 'vitest';
import { booksMeaning, fieldWords, kindOfRecord, repairedWords } from './books-words.ts';

test('why the books were not compared is part of the sentence', () => {
  const reason = 'Xero refused its trial balance';
  expect(booksMeaning({ outcome: 'not_compared', reason })).toBe(
    'What customers owe could not be compared with Xero’s own ledger: Xero refused its trial balance.',
  );
  expect(booksMeaning({ outcome: 'not_compared', reason: null })).toMatch(/own ledger\.$/);
});

test('what was repaired is counted, and nothing is said of nothing', () => {
  expect([0, 1, 1204].map(repairedWords)).toEqual([
    null,
    '1 record was not as in Xero and is repaired.',
    '1,204 records were not as in Xero and are repaired.',
  ]);
});

test('fields and kinds are named in words, an unknown kind as it is', () => {
  expect([fieldWords('amount_due'), kindOfRecord('credit_notes'), kindOfRecord('novelty')]).toEqual([
    'amount due',
    'Credit note',
    'novelty',
  ]);
});
