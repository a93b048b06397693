import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { seedOrganisation } from './organisation.ts';

const DEMO = { name: 'Demo Company (NZ)', contacts: 400, invoices: 5_000 };
const TODAY = '2026-11-20';
const ENOUGH = { timeout: 30_000 };

function hashOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex');
}

test('the same seed, name and day give the same organisation, and another seed another one', () => {
  const books = seedOrganisation(1, DEMO, TODAY);
  expect(hashOf(seedOrganisation(1, DEMO, TODAY))).toBe(hashOf(books));
  expect(seedOrganisation(2, DEMO, TODAY).organisation.tenantId).not.toBe(books.organisation.tenantId);
  const ids = Object.values(books.rows).flatMap((rows) => rows.map(({ id }) => id));
  expect(new Set(ids).size).toBe(ids.length);
});

test('another process makes up the very same organisation, to the byte', ENOUGH, () => {
  const module = new URL('organisation.ts', import.meta.url).href;
  const script = `
    import { createHash } from 'node:crypto';
    const { seedOrganisation } = await import(${JSON.stringify(module)});
    const books = seedOrganisation(1, ${JSON.stringify(DEMO)}, ${JSON.stringify(TODAY)});
    process.stdout.write(createHash('sha256').update(JSON.stringify(books)).digest('hex'));`;
  const flags = ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script];
  const elsewhere = execFileSync(process.execPath, flags, { encoding: 'utf8' });
  expect(elsewhere).toBe(hashOf(seedOrganisation(1, DEMO, TODAY)));
});

test.each([
  [5_000, 400],
  [40, 12],
])('an organisation of %i invoices has something in every collection', (invoices, contacts) => {
  const { rows } = seedOrganisation(1, { name: 'Full', contacts, invoices }, TODAY);
  const empty = Object.entries(rows).filter(([, list]) => list.length === 0);
  expect(empty).toEqual([]);
  expect(Object.keys(rows)).toHaveLength(18);
});

test('changes are spread over two years and none is later than the first instant of the day', () => {
  const { rows } = seedOrganisation(1, DEMO, TODAY);
  const midnight = Date.parse(`${TODAY}T00:00:00Z`);
  for (const [name, list] of Object.entries(rows)) {
    const stamps = list.map(({ updatedAt }) => updatedAt);
    expect(Math.max(...stamps), name).toBeLessThan(midnight);
  }
  const first = Math.min(...(rows.invoices ?? []).map(({ updatedAt }) => updatedAt));
  expect(first).toBeLessThan(midnight - 500 * 86_400_000);
});

test('an import run left one stamp on 1,500 invoices of a large organisation, and on what was settled of them', () => {
  const { rows } = seedOrganisation(1, DEMO, TODAY);
  const counts = new Map<number, number>();
  for (const { updatedAt } of rows.invoices ?? []) counts.set(updatedAt, (counts.get(updatedAt) ?? 0) + 1);
  const [stamp, imported] = [...counts].sort((left, right) => right[1] - left[1])[0] ?? [0, 0];
  expect(imported).toBe(1_500);
  expect((rows.payments ?? []).filter(({ updatedAt }) => updatedAt === stamp).length).toBeGreaterThan(500);
});

test('an organisation has the foreign currencies that it is told to have', () => {
  const of = (currencies: readonly string[]) => {
    const { rows, rates } = seedOrganisation(1, { ...DEMO, invoices: 500, currencies }, TODAY);
    const used = new Set((rows.invoices ?? []).map(({ currency }) => currency));
    const banks = (rows.accounts ?? []).flatMap(({ currency }) => currency ?? []);
    return { used, rates: Object.keys(rates), banks: new Set(banks) };
  };
  expect(of([])).toEqual({ used: new Set(['NZD']), rates: ['NZD'], banks: new Set(['NZD']) });
  expect(of(['EUR'])).toEqual({
    used: new Set(['NZD', 'EUR']),
    rates: ['NZD', 'EUR'],
    banks: new Set(['NZD', 'EUR']),
  });
  expect(() => of(['XXX'])).toThrow('The seed has no rate of XXX');
});

test('an organisation may be empty, but invoices need somebody to bill', () => {
  const { rows } = seedOrganisation(1, { name: 'Empty', contacts: 0, invoices: 0 }, TODAY);
  expect(rows.invoices ?? []).toEqual([]);
  expect(() => seedOrganisation(1, { name: 'Odd', contacts: 0, invoices: 1 }, TODAY)).toThrow(
    'at least one contact',
  );
  expect(seedOrganisation(1, { name: 'One', contacts: 1, invoices: 1 }, TODAY).rows.invoices).toHaveLength(1);
});
