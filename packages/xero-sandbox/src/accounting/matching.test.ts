import { expect, onTestFinished, test } from 'vitest';
import { startSandbox } from '../start.ts';
import { connect, READ_SCOPES, rows } from '../test-client.ts';

const INVOICES = 6_000;

async function open() {
  const sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 40, invoices: INVOICES }],
    limits: 'off',
    today: '2026-03-02',
  });
  onTestFinished(() => sandbox.close());
  const client = await connect(sandbox, undefined, READ_SCOPES);
  return { sandbox, client };
}

test('a filtered list counts what changed in between, in the list itself and in what the filter looks up', async () => {
  const { sandbox, client } = await open();
  const books = sandbox.books('Books');
  const count = async (where: string) => {
    const query = `Invoices?page=1&pageSize=1&where=${encodeURIComponent(where)}`;
    return (await client.json(query)).pagination?.itemCount;
  };
  const [draft] = rows(await client.json('Invoices?page=1&pageSize=1&Statuses=DRAFT'), 'Invoices');
  const [contact] = rows(await client.json('Contacts?page=1&pageSize=1'), 'Contacts');

  const drafts = Number(await count('Status=="DRAFT"'));
  books.setInvoiceStatus(String(draft?.InvoiceID), 'DELETED');
  expect(await count('Status=="DRAFT"')).toBe(drafts - 1);

  const name = `Contact.Name=="${contact?.Name}"`;
  expect(await count(name)).toBeGreaterThan(0);
  books.renameContact(String(contact?.ContactID), 'Another name');
  expect(await count(name)).toBe(0);
  expect(await count('Status!=""')).toBe(INVOICES);
});

test('a filtered list read from any row onwards tells how many are left', async () => {
  const { client } = await open();
  const all = rows(await client.json('Invoices'), 'Invoices').map((row) => ({
    isPaid: row.Status === 'PAID',
    second: String(row.UpdatedDateUTCString).slice(0, 19),
  }));
  expect(all).toHaveLength(INVOICES);
  const path = `Invoices?page=1&pageSize=1&where=${encodeURIComponent('Status=="PAID"')}`;
  // Forwards, as a reader seeks, and then from the first row again.
  for (const row of [0, 1000, 2000, 3500, 4500, 5500, 0]) {
    const since = all[row]?.second ?? '';
    const left = all.filter(({ isPaid, second }) => isPaid && second >= since).length;
    const answer = await client.json(path, { 'if-modified-since': since });
    expect(answer.pagination?.itemCount, since).toBe(left);
  }
});
