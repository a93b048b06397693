import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, rows } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeEach(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 30, invoices: 95 }],
    today: '2026-05-05',
    limits: 'off',
  });
  client = await connect(sandbox);
});

afterEach(() => sandbox.close());

/** The ids of one page of invoices. */
async function page(number: number, size = 20): Promise<unknown[]> {
  const envelope = await client.json(`Invoices?page=${number}&pageSize=${size}`);
  return rows(envelope, 'Invoices').map(({ InvoiceID }) => InvoiceID);
}

/** All ids, page after page, as a reader by page number gets them. */
async function readAll(): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let number = 1; ; number += 1) {
    const ids = await page(number);
    if (ids.length === 0) return seen;
    seen.push(...ids);
  }
}

test('45: a row touched in the middle of paging moves to the end, and a reader by page number loses another', async () => {
  const before = await readAll();
  expect(new Set(before).size).toBe(95);
  sandbox.addFault({
    match: { path: '/Invoices', query: { page: '2' } },
    times: 1,
    effect: { touch: { collection: 'Invoices', which: 'first-of-page' } },
  });
  const during = await readAll();
  const touched = before[20];
  expect(during.filter((id) => id === touched)).toHaveLength(2);
  expect(during.at(-1)).toBe(touched);
  const lost = before.filter((id) => !during.includes(id));
  expect(lost).toEqual([before[40]]);
  expect(await page(5)).toContain(touched);
});

test('45: rows that are touched before the answer are already gone from its page', async () => {
  const [first, second] = await page(1);
  sandbox.addFault({
    times: 1,
    effect: { touch: { collection: 'Invoices', which: [String(first)] }, when: 'before' },
  });
  expect((await page(1))[0]).toBe(second);
  expect((await page(1, 1000)).at(-1)).toBe(first);
});

test('45: so many rows of a page, or any rows, can move; XML tells the page’s rows too', async () => {
  const before = await page(1, 1000);
  const touch = { collection: 'Invoices', which: 'first-of-page', count: 3 } as const;
  sandbox.addFault({ match: { path: '/Invoices' }, times: 1, effect: { touch } });
  await client.call('Invoices?page=1&pageSize=20', { accept: 'application/xml' });
  expect(new Set((await page(1, 1000)).slice(-3))).toEqual(new Set(before.slice(0, 3)));
  const since = { 'if-modified-since': sandbox.clock.now().toISOString() };
  sandbox.clock.advance(5_000);
  const random = { collection: 'contacts', which: 'random', count: 4 } as const;
  sandbox.addFault({ times: 1, effect: { touch: random } });
  await client.call('Organisation');
  const moved = await client.json('Contacts?includeArchived=true', since);
  expect(rows(moved, 'Contacts')).toHaveLength(4);
});

test('45: a test may do anything it likes between two pages', async () => {
  const [first] = await page(1);
  const { id } = sandbox.books('Books').addContact({ name: 'Customer' });
  sandbox.addFault({
    match: { path: '/Invoices' },
    skip: 1,
    times: 1,
    effect: {
      act() {
        sandbox.books('Books').renameContact(id, 'Renamed while paging');
      },
    },
  });
  await page(1);
  const contact = async () => rows(await client.json(`Contacts/${id}`), 'Contacts')[0]?.Name;
  expect(await contact()).toBe('Customer');
  expect((await page(1))[0]).toBe(first);
  expect(await contact()).toBe('Renamed while paging');
});
