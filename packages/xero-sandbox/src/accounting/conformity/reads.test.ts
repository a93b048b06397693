import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../../test-client.ts';
import { checkAgainstModel, fieldsOfModel, type Seen } from './check-against-model.ts';
import { addEveryKind, FILE } from './every-kind.ts';
import { NOT_READ, SENT_BESIDE_THE_MODEL } from './exceptions.ts';

let sandbox: Sandbox;
let client: Connected;
const seen: Seen = new Set();

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Demo Company (NZ)', contacts: 80, invoices: 600 }],
    limits: 'off',
    tier: 'advanced',
    today: '2026-03-02',
  });
  const books = sandbox.books('Demo Company (NZ)');
  addEveryKind(books);
  const more = ['journals', 'manualjournals', 'classicexpenses', 'budgets'].map(
    (name) => `accounting.${name}.read`,
  );
  client = await connect(sandbox, undefined, [READ_SCOPES, ...more].join(' '));
  const [template] = rows(await client.json('RepeatingInvoices'), 'RepeatingInvoices');
  books.attachFile(String(template?.RepeatingInvoiceID), FILE);
});

afterAll(() => sandbox.close());

/** The envelope's name for each resource's rows, and what a row of it is read by. */
const RESOURCES = {
  Organisations: '',
  Accounts: 'AccountID',
  BankTransactions: 'BankTransactionID',
  BankTransfers: 'BankTransferID',
  BatchPayments: 'BatchPaymentID',
  BrandingThemes: 'BrandingThemeID',
  ContactGroups: 'ContactGroupID',
  Contacts: 'ContactID',
  CreditNotes: 'CreditNoteID',
  Currencies: 'Code',
  Invoices: 'InvoiceID',
  Items: 'ItemID',
  Journals: 'JournalID',
  Overpayments: 'OverpaymentID',
  Payments: 'PaymentID',
  Prepayments: 'PrepaymentID',
  RepeatingInvoices: 'RepeatingInvoiceID',
  TaxRates: 'TaxType',
  Users: 'UserID',
} as const;

async function check(model: string, path: string): Promise<Record<string, unknown>[]> {
  const body = await client.json(path);
  expect(checkAgainstModel(model, body, seen), path).toEqual([]);
  return rows(body, model);
}

for (const [resource, id] of Object.entries(RESOURCES)) {
  test(`${resource} carry the names and types of the official model, in lists and one by one`, async () => {
    const all = await check(resource, `${resource}?includeArchived=true&includeDeleted=true`);
    expect(all.length).toBeGreaterThan(0);
    await check(resource, `${resource}?page=1&pageSize=1000&includeArchived=true`);
    if (id === '') return;
    for (const row of all.slice(0, 300)) {
      const [one] = await check(resource, `${resource}/${row[id]}`);
      expect(one?.[id]).toBe(row[id]);
    }
  });
}

test.each([
  'Budgets',
  'Employees',
  'ExpenseClaims',
  'LinkedTransactions',
  'ManualJournals',
  'PurchaseOrders',
  'Quotes',
  'Receipts',
  'TrackingCategories',
])('%s, of which there are none, are an empty list of the official model', async (resource) => {
  expect(await check(resource, `${resource}?page=1`)).toEqual([]);
});

test('attachments, history, online invoices and actions carry the names and types of the official models', async () => {
  const owners = [...(await check('Invoices', 'Invoices')), ...(await check('Contacts', 'Contacts'))];
  for (const { InvoiceID, ContactID, HasAttachments } of owners) {
    const path = InvoiceID ? `Invoices/${InvoiceID}` : `Contacts/${ContactID}`;
    if (HasAttachments) expect((await check('Attachments', `${path}/Attachments`)).length).toBeGreaterThan(0);
  }
  for (const { InvoiceID, Type, Status } of owners.slice(0, 50)) {
    expect((await check('HistoryRecords', `Invoices/${InvoiceID}/History`)).length).toBeGreaterThan(0);
    if (Type === 'ACCREC' && (Status === 'AUTHORISED' || Status === 'PAID'))
      expect(await check('OnlineInvoices', `Invoices/${InvoiceID}/OnlineInvoice`)).toHaveLength(1);
  }
  expect((await check('Actions', 'Organisation/Actions')).length).toBeGreaterThan(0);
});

test('each field of the official models was seen, or stands in a list with the reason why not', () => {
  const met = new Set([...seen].map((field) => field.split('.')[0] ?? ''));
  const wanted = [...met].flatMap(fieldsOfModel);
  const missing = wanted.filter((field) => !seen.has(field) && !Object.hasOwn(NOT_READ, field));
  expect(missing).toEqual([]);
});

test('the lists of exceptions hold nothing that is not so any more', () => {
  const met = new Set([...seen].map((field) => field.split('.')[0] ?? ''));
  const wanted = new Set([...met].flatMap(fieldsOfModel));
  expect(Object.keys(NOT_READ).filter((field) => seen.has(field) || !wanted.has(field))).toEqual([]);
  expect(Object.keys(SENT_BESIDE_THE_MODEL).filter((field) => !seen.has(field) || wanted.has(field))).toEqual(
    [],
  );
});
