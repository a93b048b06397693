import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BooksVerbs } from '../../books/verbs.ts';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../../test-client.ts';

let sandbox: Sandbox;
let client: Connected;
let books: BooksVerbs;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 5, invoices: 20 }],
    limits: 'off',
    today: '2026-03-02',
  });
  client = await connect(sandbox, undefined, READ_SCOPES);
  books = sandbox.books('Books');
});

afterAll(() => sandbox.close());

async function contact(id: string, query = '') {
  const path = query === '' ? `Contacts/${id}` : `Contacts${query}&IDs=${id}&includeArchived=true`;
  return rows(await client.json(path), 'Contacts')[0];
}

function add(name: string): string {
  return books.addContact({ name }).id;
}

/** An approved document of one line over that amount, without tax. */
function document(contactId: string, unitAmount: string, more: object = {}) {
  const lines = [{ description: 'Work', quantity: '1', unitAmount }];
  return {
    contact: contactId,
    lines,
    lineAmountTypes: 'NoTax' as const,
    status: 'AUTHORISED' as const,
    dueDate: '2040-01-01',
    ...more,
  };
}

test('46: balances are what is due less credit that remains, only where something is, and no change of them stamps the contact', async () => {
  const id = add('Balanced');
  expect(await contact(id)).not.toHaveProperty('Balances');
  const before = (await contact(id))?.UpdatedDateUTC;
  sandbox.clock.advance(1_000);
  const first = books.addInvoice(document(id, '100.00'));
  books.addInvoice(document(id, '50.00', { date: '2026-01-01', dueDate: '2026-02-01' }));
  books.addInvoice(document(id, '7.00', { status: 'DRAFT' }));
  books.addCreditNote(document(id, '20.00'));
  books.addInvoice(document(id, '30.00', { type: 'ACCPAY', number: 'B-1' }));
  const owed = (Outstanding: number, Overdue: number) => ({
    AccountsReceivable: { Outstanding, Overdue },
    AccountsPayable: { Outstanding: 30, Overdue: 0 },
  });
  expect((await contact(id))?.Balances).toEqual(owed(130, 50));
  books.recordPayment(first.id, { amount: '60.00', account: '090' });
  const after = await contact(id, '?page=1');
  expect(after?.Balances).toEqual(owed(70, 50));
  expect(after).toMatchObject({ IsCustomer: true, IsSupplier: true, UpdatedDateUTC: before });
  expect(await contact(id, '?summaryOnly=false')).not.toHaveProperty('Balances');
});

test('46: a foreign balance is in the base currency, at the document’s own rate', async () => {
  const id = add('Abroad');
  books.addInvoice(document(id, '50.00', { currency: 'USD', currencyRate: '0.5' }));
  expect((await contact(id))?.Balances).toMatchObject({ AccountsReceivable: { Outstanding: 100 } });
});

test('46: an invoice becomes overdue when the organisation’s day passes its due date', async () => {
  const id = add('Late');
  const dueDate = new Date(sandbox.clock.now().getTime() + 2 * 86_400_000).toISOString().slice(0, 10);
  books.addInvoice(document(id, '10.00', { dueDate }));
  expect((await contact(id))?.Balances).toMatchObject({
    AccountsReceivable: { Outstanding: 10, Overdue: 0 },
  });
  sandbox.clock.advance(4 * 86_400_000);
  // Four days are more than a token lives.
  client = await connect(sandbox, undefined, READ_SCOPES);
  expect((await contact(id))?.Balances).toMatchObject({
    AccountsReceivable: { Outstanding: 10, Overdue: 10 },
  });
});

test('46: a payment stamps the invoice and leaves the contact alone', async () => {
  const id = add('Payer');
  const invoice = books.addInvoice(document(id, '80.00'));
  const before = await contact(id);
  sandbox.clock.advance(1_000);
  const payment = books.recordPayment(invoice.id, { amount: '1.00', account: '090' });
  const [paid] = rows(await client.json(`Invoices/${invoice.id}`), 'Invoices');
  expect(paid?.UpdatedDateUTC).toBe(`/Date(${payment.updatedAt}+0000)/`);
  const date = `/Date(${Date.parse(payment.date)}+0000)/`;
  const shown = { PaymentID: payment.id, Date: date, Amount: 1, CurrencyRate: 1, HasAccount: false };
  expect(paid?.Payments).toEqual([{ ...shown, HasValidationErrors: false }]);
  const after = await contact(id);
  expect({ ...after, Balances: null }).toEqual({ ...before, Balances: null });
});

test('63: what a contact was merged into shows in pages and by id only', async () => {
  const [into, from] = [add('Stays'), add('Goes')];
  books.mergeContacts(from, into);
  const archived = { ContactStatus: 'ARCHIVED', MergedToContactID: into };
  expect(await contact(from)).toMatchObject(archived);
  expect(await contact(from, '?page=1')).toMatchObject(archived);
  const plain = await contact(from, '?summaryOnly=false');
  expect(plain).toMatchObject({ ContactID: from });
  expect(plain).not.toHaveProperty('MergedToContactID');
});

test('groups and persons show in pages and by id only; a group lists its contacts by id only', async () => {
  const { id } = books.addContact({
    name: 'Grouped',
    persons: [{ firstName: 'Ana', lastName: 'B', email: 'ana@b.example', includeInEmails: true }],
  });
  const group = books.addContactGroup('Friends');
  books.assignToContactGroup(group.id, [id]);
  const wanted = {
    ContactGroups: [{ ContactGroupID: group.id, Name: 'Friends', Status: 'ACTIVE' }],
    ContactPersons: [{ FirstName: 'Ana', EmailAddress: 'ana@b.example', IncludeInEmails: true }],
  };
  expect(await contact(id)).toMatchObject(wanted);
  expect(await contact(id, '?page=1')).toMatchObject(wanted);
  expect(await contact(id, '?summaryOnly=false')).toMatchObject({ ContactGroups: [], ContactPersons: [] });
  const listed = rows(await client.json('ContactGroups'), 'ContactGroups');
  expect(listed).toContainEqual({
    ContactGroupID: group.id,
    Name: 'Friends',
    Status: 'ACTIVE',
    Contacts: [],
  });
  const [one] = rows(await client.json(`ContactGroups/${group.id}`), 'ContactGroups');
  expect(one?.Contacts).toMatchObject([{ ContactID: id, Name: 'Grouped' }]);
  books.editContactGroup(group.id, { status: 'DELETED' });
  const left = rows(await client.json('ContactGroups'), 'ContactGroups');
  expect(left.map((row) => row.ContactGroupID)).not.toContain(group.id);
  expect((await client.call(`ContactGroups/${group.id}`)).status).toBe(404);
  expect(await contact(id)).toMatchObject({ ContactGroups: [] });
});

test('a renamed contact shows at once on its invoices, which are not stamped', async () => {
  const [before] = rows(await client.json('Invoices?page=1&pageSize=1'), 'Invoices');
  const { ContactID } = (before?.Contact ?? {}) as { ContactID: string };
  books.renameContact(ContactID, 'Renamed');
  const [after] = rows(await client.json('Invoices?page=1&pageSize=1'), 'Invoices');
  expect(after).toMatchObject({ InvoiceID: before?.InvoiceID, UpdatedDateUTC: before?.UpdatedDateUTC });
  expect(after?.Contact).toMatchObject({ Name: 'Renamed' });
});
