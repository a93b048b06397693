import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../test-client.ts';

const ORDERED = 'page=1&order=UpdatedDateUTC+ASC';

/** What tap-xero asks for; it takes the rows from the field that is called like the path. */
const TAP_XERO: Readonly<Record<string, readonly string[]>> = {
  [ORDERED]: [
    'BankTransactions',
    'Contacts',
    'Quotes',
    'CreditNotes',
    'Invoices',
    'ManualJournals',
    'Overpayments',
    'Payments',
    'Prepayments',
    'PurchaseOrders',
  ],
  'offset=0': ['Journals'],
  '': [
    'Accounts',
    'BankTransfers',
    'Employees',
    'ExpenseClaims',
    'Items',
    'Receipts',
    'Users',
    'BrandingThemes',
    'ContactGroups',
    'Currencies',
    'Organisations',
    'RepeatingInvoices',
    'TaxRates',
    'TrackingCategories',
  ],
  'page=1': ['LinkedTransactions'],
};

describe('What programs that copy everything send', () => {
  let sandbox: Sandbox;
  let client: Connected;

  beforeAll(async () => {
    sandbox = await startSandbox({
      organisations: [{ name: 'Books', contacts: 30, invoices: 250 }],
      limits: 'off',
      tier: 'advanced',
    });
    const more = ['manualjournals', 'classicexpenses', 'journals'].map((name) => `accounting.${name}.read`);
    client = await connect(sandbox, 'Books', `${READ_SCOPES} ${more.join(' ')}`);
  });

  afterAll(() => sandbox.close());

  it('32, 72: tap-xero finds its rows under the name that it asked for, in all of its streams', async () => {
    for (const [query, names] of Object.entries(TAP_XERO)) {
      for (const name of names) {
        const envelope = await client.json(`${name}?${query}`, {
          'if-modified-since': '2020-01-01T00:00:00Z',
        });
        expect([envelope.Status, rows(envelope, name)], name).toEqual(['OK', expect.any(Array)]);
      }
    }
  });

  it('34, 38: tap-xero goes on from the last row’s instant in microseconds and meets that row again', async () => {
    const first = await client.json(`Invoices?${ORDERED}`, { 'if-modified-since': '2020-01-01T00:00:00Z' });
    const last = rows(first, 'Invoices').at(-1);
    const instant = Number(/\d+/.exec(String(last?.UpdatedDateUTC))?.[0]);
    const since = new Date(instant).toISOString().replace('Z', '000Z');
    const next = rows(await client.json(`Invoices?${ORDERED}`, { 'if-modified-since': since }), 'Invoices');
    expect(next.map(({ InvoiceID }) => InvoiceID)).toContain(last?.InvoiceID);
    expect(next.length).toBeGreaterThan(100 - rows(first, 'Invoices').length);
  });

  it('34, 35: Airbyte’s page_size means nothing: a hundred rows a page, and the same rows on each page of an unpaged list', async () => {
    expect(rows(await client.json('Invoices?page_size=7&page=1'), 'Invoices')).toHaveLength(100);
    const [one, two] = [1, 2].map((page) => client.json(`BankTransfers?page_size=100&page=${page}`));
    const transfers = rows((await one) ?? {}, 'BankTransfers');
    expect(transfers.length).toBeGreaterThan(0);
    expect(rows((await two) ?? {}, 'BankTransfers')).toEqual(transfers);
  });

  it('38: Nango’s first run, with an empty If-Modified-Since, gets everything', async () => {
    const everything = await client.json('Contacts?page=1');
    const first = await client.json('Contacts?page=1&includeArchived=false', { 'if-modified-since': '' });
    expect(first.pagination).toEqual(everything.pagination);
  });
});
