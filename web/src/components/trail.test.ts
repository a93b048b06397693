import { expect, test } from 'vitest';
import { nextPage, type Place, previousPage } from './trail.ts';

test('Walking forward and back through a list passes the same pages', () => {
  const cursors = ['b,2', 'c=3', 'd/4'];
  const walked: Place[] = [{ cursor: undefined, trail: undefined }];
  for (const cursor of cursors) walked.push(nextPage(walked.at(-1) ?? {}, cursor));
  expect(walked.map((place) => place.cursor)).toEqual([undefined, ...cursors]);

  const back = [walked.at(-1) ?? {}];
  while (back.at(-1)?.cursor !== undefined) back.push(previousPage(back.at(-1) ?? {}));
  expect(back).toEqual(walked.reverse());
});

test('A page opened without the way to it leads back to the first', () => {
  expect(previousPage({ cursor: 'c' })).toEqual({ cursor: undefined, trail: undefined });
});
