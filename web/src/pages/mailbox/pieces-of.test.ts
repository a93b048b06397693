import { expect, test } from 'vitest';
import { piecesOf } from './pieces-of.ts';

test('An address becomes a link without the sentence’s own punctuation', () => {
  expect(piecesOf('Open (http://localhost:3000/invitation#token=a_b-C).\nThanks')).toEqual([
    { at: 0, words: 'Open (', link: false },
    { at: 6, words: 'http://localhost:3000/invitation#token=a_b-C', link: true },
    { at: 50, words: ').\nThanks', link: false },
  ]);
});

test('Only http and https become links, and no text is lost', () => {
  const mail = 'javascript:alert(1) https://a.example, https://b.example/x?y=1!';
  const pieces = piecesOf(mail);
  expect(pieces.filter((piece) => piece.link).map((piece) => piece.words)).toEqual([
    'https://a.example',
    'https://b.example/x?y=1',
  ]);
  expect(pieces.map((piece) => piece.words).join('')).toBe(mail);
});
