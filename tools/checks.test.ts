import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..');
const ROW = /^\| (\d+) \|.*\| (.*) \|$/gm;

test('each check of the table is held by tests whose names carry its number, in the files that are named', () => {
  const rows = [...readFileSync(join(ROOT, 'docs/checks.md'), 'utf8').matchAll(ROW)];
  expect(rows.length).toBeGreaterThan(15);
  for (const [, number, files = ''] of rows)
    for (const [, file = ''] of files.matchAll(/`([^`]+)`/g))
      expect(readFileSync(join(ROOT, file), 'utf8'), file).toMatch(new RegExp(`['"\`]check ${number}: `));
});
