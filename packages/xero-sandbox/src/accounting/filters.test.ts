import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 60, invoices: 600 }],
    limits: 'off',
    today: '2026-03-02',
  });
  client = await connect(sandbox, undefined, READ_SCOPES);
});

afterAll(() => sandbox.close());

async function list(resource: string, query = '') {
  return rows(await client.json(`${resource}${query}`), resource);
}

async function where(resource: string, clause: string) {
  return list(resource, `?where=${encodeURIComponent(clause)}`);
}

function part(row: Record<string, unknown> | undefined, name: string): Record<string, unknown> {
  return (row?.[name] ?? {}) as Record<string, unknown>;
}

test('42: ids, numbers, contacts and a search term narrow the list', async () => {
  const [a, b] = await list('Invoices', '?page=2');
  const pair = await list('Invoices', `?IDs=${a?.InvoiceID},${b?.InvoiceID}`);
  expect(pair.map((row) => row.InvoiceID)).toEqual([a?.InvoiceID, b?.InvoiceID]);
  const numbered = await list('Invoices', `?InvoiceNumbers=${a?.InvoiceNumber},NONE`);
  expect(numbered.map((row) => row.InvoiceID)).toEqual([a?.InvoiceID]);
  const contactId = part(a, 'Contact').ContactID;
  const theirs = await list('Invoices', `?ContactIDs=${contactId}`);
  expect(theirs.length).toBeGreaterThan(1);
  expect(theirs.every((row) => part(row, 'Contact').ContactID === contactId)).toBe(true);
  const searched = await list('Invoices', `?searchTerm=${String(a?.InvoiceNumber).toLowerCase()}`);
  expect(searched.length).toBeGreaterThan(0);
  expect(await list('Invoices', '?createdByMyApp=true')).toEqual([]);
  const found = await list('Contacts', '?searchTerm=ŌTAKI');
  expect(found).toMatchObject([{ Name: 'Te Whare Hauora o Ōtaki' }]);
  const contacts = await list('Contacts', `?IDs=${contactId}&includeArchived=true`);
  expect(contacts).toMatchObject([{ ContactID: contactId }]);
});

test('42: prepayments are narrowed by InvoiceNumbers, overpayments by References', async () => {
  const books = sandbox.books('Books');
  const contact = books.addContact({ name: 'Early' }).id;
  for (const [type, reference] of [
    ['RECEIVE-PREPAYMENT', 'PRE-1'],
    ['RECEIVE-PREPAYMENT', 'PRE-2'],
    ['RECEIVE-OVERPAYMENT', 'OVER-1'],
    ['RECEIVE-OVERPAYMENT', 'OVER-2'],
  ] as const) {
    const lines = [{ description: reference, quantity: '1', unitAmount: '50.00' }];
    books.addBankTransaction({ type, contact, bankAccount: '090', lines, reference });
  }
  expect(await list('Prepayments', '?InvoiceNumbers=pre-1')).toMatchObject([
    { Reference: 'PRE-1', InvoiceNumber: 'PRE-1', Type: 'RECEIVE-PREPAYMENT' },
  ]);
  expect(await list('Overpayments', '?References=OVER-2,none')).toMatchObject([{ Reference: 'OVER-2' }]);
});

test('41: payments are found by their invoice, contact, account, kind and day', async () => {
  const payments = await list('Payments', '?page=1&pageSize=1000');
  const payment = payments.find(({ PaymentType }) => PaymentType === 'ACCRECPAYMENT');
  const invoice = part(payment, 'Invoice');
  const ids = async (clause: string) => (await where('Payments', clause)).map(({ PaymentID }) => PaymentID);
  expect(await ids(`Invoice.InvoiceID==Guid("${invoice.InvoiceID}")`)).toContain(payment?.PaymentID);
  expect(await ids(`Invoice.InvoiceNumber=="${invoice.InvoiceNumber}"`)).toContain(payment?.PaymentID);
  const contactId = part(invoice, 'Contact').ContactID;
  expect(await ids(`Invoice.Contact.ContactID==guid("${contactId}")`)).toContain(payment?.PaymentID);
  const account = part(payment, 'Account');
  expect(await ids(`Account.AccountID==Guid("${account.AccountID}")`)).toContain(payment?.PaymentID);
  const two = `PaymentID==Guid("${payment?.PaymentID}") OR PaymentID==Guid("${payments[0]?.PaymentID}")`;
  expect((await ids(two)).length).toBe(payment === payments[0] ? 1 : 2);
  const kind = await where('Payments', 'PaymentType=="ACCPAYPAYMENT" AND Status!="DELETED"');
  expect(kind.every((row) => row.PaymentType === 'ACCPAYPAYMENT' && row.Status === 'AUTHORISED')).toBe(true);
  expect(await ids('Date >= DateTime(2040, 01, 01)')).toEqual([]);
});

test('41: every kind of record can be asked for by its own id', async () => {
  for (const [resource, id] of Object.entries(IDS)) {
    const [row] = await list(resource);
    expect(await where(resource, `${id}==Guid("${row?.[id]}")`), resource).toMatchObject([
      { [id]: row?.[id] },
    ]);
  }
});

const IDS = {
  Accounts: 'AccountID',
  BankTransactions: 'BankTransactionID',
  BankTransfers: 'BankTransferID',
  BatchPayments: 'BatchPaymentID',
  BrandingThemes: 'BrandingThemeID',
  ContactGroups: 'ContactGroupID',
  Contacts: 'ContactID',
  CreditNotes: 'CreditNoteID',
  Invoices: 'InvoiceID',
  Items: 'ItemID',
  Overpayments: 'OverpaymentID',
  Payments: 'PaymentID',
  Prepayments: 'PrepaymentID',
  RepeatingInvoices: 'RepeatingInvoiceID',
  Users: 'UserID',
};

test('41: dotted fields, flags, nulls and the methods of text work on other records than invoices', async () => {
  const credits = await where('CreditNotes', 'Type=="ACCRECCREDIT" AND RemainingCredit > 0');
  expect(credits.every((row) => Number(row.RemainingCredit) > 0)).toBe(true);
  const [account] = await where('Accounts', 'Type=="BANK" AND Status=="ACTIVE"');
  const spent = await where('BankTransactions', `BankAccount.AccountID==Guid("${account?.AccountID}")`);
  expect(spent.every((row) => part(row, 'BankAccount').AccountID === account?.AccountID)).toBe(true);
  expect((await where('Accounts', 'SystemAccount!=null')).length).toBeGreaterThan(3);
  expect(await where('TaxRates', 'TaxType.StartsWith("OUTPUT2")')).toMatchObject([{ TaxType: 'OUTPUT2' }]);
  expect((await where('Items', 'IsSold==true')).length).toBeGreaterThan(0);
  expect(await where('Currencies', 'Code=="NZD"')).toEqual([
    { Code: 'NZD', Description: 'New Zealand Dollar' },
  ]);
  expect(await where('Users', 'EmailAddress.Contains("@")')).toEqual(await list('Users'));
});

test('41: HasAttachments finds the records that files hang on', async () => {
  for (const resource of [
    'Accounts',
    'BankTransfers',
    'BankTransactions',
    'Contacts',
    'CreditNotes',
    'Invoices',
  ] as const) {
    const [row] = await where(resource, 'HasAttachments==false');
    const id = String(row?.[IDS[resource]]);
    const without = await where(resource, 'HasAttachments==false');
    sandbox
      .books('Books')
      .attachFile(id, { fileName: 'a.txt', mimeType: 'text/plain', content: Buffer.from('a') });
    const found = await where(resource, `HasAttachments==true AND ${IDS[resource]}==Guid("${id}")`);
    expect(found, resource).toMatchObject([{ [IDS[resource]]: id, HasAttachments: true }]);
    expect(await where(resource, '!HasAttachments')).toHaveLength(without.length - 1);
  }
});

test('41: a guid compared with text, and a field of another record, are a 400', async () => {
  const answer = await client.call('Invoices?where=InvoiceID=="9f0153d5-617c-4903-887b-3875807aa27a"');
  expect(answer.status).toBe(400);
  expect(await answer.json()).toEqual({
    ErrorNumber: 16,
    Type: 'QueryParseException',
    Message: "Operator '==' incompatible with operand types 'Guid' and 'String'",
  });
  expect((await client.call('Payments?where=DueDate!=null')).status).toBe(400);
  expect((await client.call('TaxRates?order=UpdatedDateUTC')).status).toBe(400);
});

test('43: an invoice is found by id and by number, a contact by its number', async () => {
  const [row] = await list('Invoices', '?page=3');
  const [byId] = await list(`Invoices`, `?IDs=${row?.InvoiceID}&page=1`);
  expect(byId).toEqual(row);
  const { Contact: _, ...shown } = row ?? {};
  for (const key of [row?.InvoiceID, row?.InvoiceNumber]) {
    const found = rows(await client.json(`Invoices/${key}`), 'Invoices');
    expect(found).toMatchObject([{ ...shown, Contact: { ContactStatus: expect.any(String) } }]);
  }
  sandbox.books('Books').addContact({ name: 'Numbered', number: 'N/1' });
  expect(rows(await client.json('Contacts/N%2F1'), 'Contacts')).toMatchObject([{ Name: 'Numbered' }]);
});

test('43: a credit note is found by its number, an item by its code, a tax rate by its TaxType', async () => {
  const [note] = await where('CreditNotes', 'Type=="ACCRECCREDIT"');
  const found = rows(await client.json(`CreditNotes/${note?.CreditNoteNumber}`), 'CreditNotes');
  const line = { LineItemID: expect.any(String) };
  expect(found).toMatchObject([{ CreditNoteID: note?.CreditNoteID }]);
  expect(found[0]?.LineItems).toContainEqual(expect.objectContaining(line));
  const [item] = await list('Items');
  expect(rows(await client.json(`Items/${item?.Code}`), 'Items')).toEqual([item]);
  expect(rows(await client.json('TaxRates/OUTPUT2'), 'TaxRates')).toMatchObject([{ EffectiveRate: 15 }]);
});
