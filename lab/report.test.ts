import { Writable } from 'node:stream';
import { expect, it } from 'vitest';
import type { Verdict } from './compare.ts';
import { createReport } from './report.ts';
import { wrap } from './wrap.ts';

const report = createReport(
  100,
  Object.assign(new Writable(), { isTTY: false }) as unknown as NodeJS.WriteStream,
);

const base = {
  theme: 'Pages',
  about: 'A page holds a hundred unless told otherwise',
  behaviours: [34],
  took: 1,
};
const same: Verdict = { ...base, id: 'page-size', expected: '100', seen: '100', verdict: 'same' };
const differs: Verdict = {
  ...base,
  id: 'page-size',
  expected: '100',
  seen: '50',
  sandbox: '100',
  verdict: 'differs',
};

it('The table shows what was expected, what was seen and the verdict', () => {
  const table = report.table([same, { ...differs, id: 'other' }]);
  expect(table).toMatch(/^\n +Check +Expected +Seen +Verdict\n\nPages\n/);
  expect(table).toMatch(/A page holds a hundred unless told +100 +the same +same/);
  expect(table).toMatch(/A page holds a hundred unless told +100 +50 +differs/);
});

it('No line is wider than the screen', () => {
  const long = { ...differs, seen: `${'long '.repeat(60)}${'x'.repeat(200)}` };
  for (const line of `${report.table([long])}${report.differences([long])}`.split('\n'))
    expect(line.length).toBeLessThanOrEqual(100);
});

it('Differences are told with both sides, lists by what only one has', () => {
  expect(report.differences([same, differs])).toMatch(
    /differs in 1:[\s\S]*the sandbox says +100\n +the real one says +50/,
  );
  const lists = { ...differs, sandbox: 'a, b, c, d', seen: 'b, c, d, e' };
  expect(report.differences([lists])).toMatch(/only the sandbox +a\n +only the real one +e/);
  expect(report.differences([same])).toContain('showed the same everywhere');
});

it('Text is broken at blanks, and within a word that is too long', () => {
  expect(wrap('one two three', 7)).toEqual(['one two', 'three']);
  expect(wrap('abcdefgh', 3)).toEqual(['abc', 'def', 'gh']);
  expect(wrap('', 3)).toEqual(['']);
});
