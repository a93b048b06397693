import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { SWITCHES } from './switches.ts';

const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');

/** The rows of the README's table of behaviours: number and what stands in its last column. */
const rows = [...readme.matchAll(/^\| (\d+) \| .+ \| (.+) \|$/gm)].map(([, number, here = '']) => ({
  number: Number(number),
  here,
}));

/** The numbers at the head of any test's title, `34, 35:` giving both and `34 to 36:` three. */
function shown(): Set<number> {
  const numbers = new Set<number>();
  for (const file of globSync('**/*.test.ts', { cwd: import.meta.dirname })) {
    const text = readFileSync(join(import.meta.dirname, file), 'utf8');
    for (const [, head = ''] of text.matchAll(/['"`](\d+(?:(?:, | and | to )\d+)*): /g)) {
      const range = /^(\d+) to (\d+)$/.exec(head);
      const [first, last] = range ? [Number(range[1]), Number(range[2])] : [0, -1];
      for (let number = first; number <= last; number += 1) numbers.add(number);
      for (const number of head.split(/, | and | to /)) numbers.add(Number(number));
    }
  }
  return numbers;
}

test('the README says of each of the 72 behaviours, once, what the sandbox does', () => {
  expect(rows.map(({ number }) => number)).toEqual(Array.from({ length: 72 }, (_, index) => index + 1));
  for (const { here } of rows) expect(here).toMatch(/^(yes|no: .+|switch `\w+`(, `\w+`)*)$/);
});

test('nothing is claimed that no test shows', () => {
  const numbers = shown();
  const claimed = rows.filter(({ here }) => !here.startsWith('no:')).map(({ number }) => number);
  expect(claimed.filter((number) => !numbers.has(number))).toEqual([]);
});

test('each switch stands in the README, and each one named there exists', () => {
  const named = [...readme.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? '');
  expect(Object.keys(SWITCHES).filter((name) => !named.includes(name))).toEqual([]);
  const inTable = rows.flatMap(({ here }) => [...here.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? ''));
  expect(inTable.filter((name) => !Object.hasOwn(SWITCHES, name))).toEqual([]);
});
