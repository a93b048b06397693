import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BooksVerbs } from '../../books/verbs.ts';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../../test-client.ts';

let sandbox: Sandbox;
let client: Connected;
let books: BooksVerbs;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 20, invoices: 300 }],
    limits: 'off',
    tier: 'advanced',
    today: '2026-03-02',
  });
  client = await connect(sandbox, undefined, `${READ_SCOPES} accounting.journals.read`);
  books = sandbox.books('Books');
});

afterAll(() => sandbox.close());

async function journals(query = '', since = '') {
  return rows(await client.json(`Journals${query}`, { 'if-modified-since': since }), 'Journals');
}

test('40: journals come a hundred at a time behind the number that offset names, in ascending order', async () => {
  const first = await journals();
  expect(first.map((row) => row.JournalNumber)).toEqual(Array.from({ length: 100 }, (_, index) => index + 1));
  const next = await journals('?offset=100');
  expect(next[0]?.JournalNumber).toBe(101);
  expect((await journals('?offset=17'))[0]?.JournalNumber).toBe(18);
  expect(await journals('?offset=999999')).toEqual([]);
  for (const { JournalLines } of first) {
    const cents = (JournalLines as { NetAmount: number }[]).map(({ NetAmount }) =>
      Math.round(NetAmount * 100),
    );
    expect(cents.reduce((sum, each) => sum + each, 0)).toBe(0);
  }
});

test('40: a change posts a journal, which If-Modified-Since finds by its CreatedDateUTC', async () => {
  sandbox.clock.advance(60_000);
  const contact = books.addContact({ name: 'Ledger' }).id;
  const lines = [{ description: 'Old work', quantity: '1', unitAmount: '100.00' }];
  const document = {
    contact,
    lines,
    date: '2025-05-05',
    dueDate: '2025-06-05',
    status: 'AUTHORISED' as const,
  };
  const invoice = books.addInvoice(document);
  const start = new Date(invoice.updatedAt).toISOString();
  const [journal, ...others] = await journals('', start);
  expect(others).toEqual([]);
  expect(journal).toMatchObject({
    SourceID: invoice.id,
    SourceType: 'ACCREC',
    JournalDate: '/Date(1746403200000+0000)/',
  });
  const created = Number(/^\/Date\((\d+)\+0000\)\/$/.exec(String(journal?.CreatedDateUTC))?.[1]);
  expect(created).toBeGreaterThanOrEqual(invoice.updatedAt);
  expect(journal?.JournalLines).toContainEqual(
    expect.objectContaining({ AccountName: 'Sales', NetAmount: -100, TaxType: 'OUTPUT2', TaxAmount: -15 }),
  );
  expect(rows(await client.json(`Journals/${journal?.JournalID}`), 'Journals')).toEqual([journal]);
  expect(rows(await client.json(`Journals/${journal?.JournalNumber}`), 'Journals')).toEqual([journal]);
  books.recordPayment(invoice.id, { account: '090' });
  const money = await journals('?paymentsOnly=true', start);
  expect(money.map((row) => row.SourceType)).toEqual(['ACCRECPAYMENT']);
});

test('40: transfers are found by CreatedDateUTC, and deleted ones only when asked for', async () => {
  const transfer = books.addBankTransfer({ from: '090', to: '091', amount: '25.00' });
  sandbox.clock.advance(60_000);
  books.deleteBankTransfer(transfer.id);
  const transfers = async (query: string, since = '') =>
    rows(await client.json(`BankTransfers${query}`, { 'if-modified-since': since }), 'BankTransfers');
  const ids = (await transfers('')).map((row) => row.BankTransferID);
  expect(ids).not.toContain(transfer.id);
  const [deleted] = await transfers('?includeDeleted=true', new Date(transfer.updatedAt).toISOString());
  expect(deleted).toMatchObject({
    BankTransferID: transfer.id,
    Status: 'DELETED',
    CreatedDateUTC: `/Date(${transfer.updatedAt}+0000)/`,
    FromBankAccount: { Code: '090' },
    ToBankAccount: { Code: '091' },
  });
  expect(deleted).not.toHaveProperty('UpdatedDateUTC');
  const later = new Date(transfer.updatedAt + 30_000).toISOString();
  expect(await transfers('?includeDeleted=true', later)).toEqual([]);
});

test('64: attachments are listed with their record, and their bytes come under name and id', async () => {
  const [invoice] = rows(await client.json('Invoices?page=1&pageSize=1'), 'Invoices');
  const id = String(invoice?.InvoiceID);
  const content = Buffer.from([0, 1, 2, 255]);
  const file = books.attachFile(id, { fileName: 'Ärger & 1.png', mimeType: 'image/png', content });
  const wanted = {
    AttachmentID: file.id,
    FileName: 'Ärger & 1.png',
    Url: `https://api.xero.com/api.xro/2.0/Invoices/${id}/Attachments/%C3%84rger%20%26%201.png`,
    MimeType: 'image/png',
    ContentLength: 4,
    IncludeOnline: false,
  };
  expect(rows(await client.json(`Invoices/${id}/Attachments`), 'Attachments')).toContainEqual(wanted);
  for (const name of [encodeURIComponent(file.fileName), file.id]) {
    const answer = await client.call(`Invoices/${id}/attachments/${name}`);
    expect(answer.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(content);
  }
  expect((await client.call(`Invoices/${id}/Attachments/none`)).status).toBe(404);
  expect(rows(await client.json(`Invoices/${id}`), 'Invoices')[0]).toMatchObject({
    HasAttachments: true,
    Attachments: expect.arrayContaining([wanted]),
  });
  const [paged] = rows(await client.json('Invoices?page=1&pageSize=1'), 'Invoices');
  expect(paged).toMatchObject({ InvoiceID: id, HasAttachments: true });
});

test('64: a history has the newest line first, and one line at least', async () => {
  const contact = books.addContact({ name: 'Noted' }).id;
  sandbox.clock.advance(1_000);
  const note = books.addHistoryNote(contact, 'Rang twice', 'Kim');
  const history = async (path: string) => rows(await client.json(`${path}/History`), 'HistoryRecords');
  const [first, ...rest] = await history(`Contacts/${contact}`);
  expect(first).toEqual({
    Changes: 'Note',
    DateUTCString: new Date(note.updatedAt).toISOString().slice(0, 19),
    DateUTC: `/Date(${note.updatedAt}+0000)/`,
    User: 'Kim',
    Details: 'Rang twice',
  });
  expect(rest).toMatchObject([{ Changes: 'Created', User: 'System Generated' }]);
  for (const resource of ['Items', 'Payments', 'BankTransfers', 'Prepayments', 'BatchPayments']) {
    const [row] = rows(await client.json(resource), resource);
    const [id] = Object.values(row ?? {}).filter((value) => /^[0-9a-f-]{36}$/.test(String(value)));
    expect(
      (await history(`${resource}/${row?.[`${resource.slice(0, -1)}ID`] ?? id}`)).length,
    ).toBeGreaterThan(0);
  }
});

test('30, 31: what hangs on nothing is a 404, and a path that is only written is a 501 to read', async () => {
  for (const path of [
    'Invoices/none/History',
    'Contacts/none/Attachments',
    'Journals/0',
    'Journals/none',
    'Payments/none',
    'Items/none',
    'Users/none/History',
  ]) {
    expect((await client.call(path)).status, path).toBe(404);
  }
  const [note] = rows(await client.json('CreditNotes'), 'CreditNotes');
  expect((await client.call(`CreditNotes/${note?.CreditNoteID}/Allocations`)).status).toBe(501);
});

test('28: each resource wants its own scope, attachments and journals one of theirs', async () => {
  const wanted = {
    invoices: ['Invoices', 'CreditNotes', 'RepeatingInvoices', 'Items'],
    payments: ['Payments', 'BatchPayments', 'Prepayments', 'Overpayments'],
    banktransactions: ['BankTransactions', 'BankTransfers'],
    contacts: ['Contacts', 'ContactGroups'],
    settings: ['Accounts', 'TaxRates', 'Items', 'Currencies', 'BrandingThemes', 'Users', 'Organisation'],
    attachments: ['Invoices/none/Attachments'],
    journals: ['Journals'],
  };
  const paths = Object.values(wanted).flat();
  const organisations = [{ name: 'Books', contacts: 1, invoices: 0 }];
  for (const [scope, own] of Object.entries(wanted)) {
    // Scopes add up over sign-ins, so each is tried where nothing else was allowed before.
    const other = await startSandbox({ organisations, limits: 'off', tier: 'advanced' });
    const app = await connect(other, undefined, `accounting.${scope}.read`);
    for (const path of paths) {
      expect((await app.call(path)).status === 401, `${path} with ${scope}`).toBe(!own.includes(path));
    }
    await other.close();
  }
});

test('19: lists in XML hold elements of the singular name', async () => {
  const xml = async (path: string) => (await client.call(path, { accept: 'application/xml' })).text();
  const contact = await xml('Contacts?page=1&pageSize=1');
  for (const pair of ['<Contacts><Contact>', '<Addresses><Address>', '<Phones><Phone>'])
    expect(contact).toContain(pair);
  expect(await xml('TaxRates')).toMatch(/<TaxRates><TaxRate>.*<TaxComponents><TaxComponent>/);
  expect(await xml('Currencies')).toContain('<Currencies><Currency><Code>');
  expect(await xml('ContactGroups')).toContain('<ContactGroups><ContactGroup>');
  expect(await xml('BrandingThemes')).toContain('<BrandingThemes><BrandingTheme>');
  const journal = await xml('Journals?offset=10');
  expect(journal).toContain('<JournalLines><JournalLine>');
  expect(journal).toMatch(/<CreatedDateUTC>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?<\/CreatedDateUTC>/);
  sandbox.switches.defaultForm = 'json';
  const plain = await client.call('Users', { accept: '' });
  expect(plain.headers.get('content-type')).toContain('application/json');
  sandbox.switches.defaultForm = 'xml';
});
