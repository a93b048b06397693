import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect, rows } from '../../test-client.ts';

let sandbox: Sandbox;
let client: Connected;
let contactId: string;
let invoiceId: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 30, invoices: 300 }],
    limits: 'off',
    today: '2026-03-02',
  });
  client = await connect(sandbox);
  const books = sandbox.books('Books');
  contactId = books.addContact({ name: 'Café "Ōtaki" (1)', email: 'owner@cafe.example' }).id;
  books.addContact({ name: 'No address' });
  const lines = [{ description: 'x', quantity: '1', unitAmount: '100.00' }];
  const input = { contact: contactId, lines, date: '2026-01-31', dueDate: '2026-02-20' };
  invoiceId = books.addInvoice({ ...input, number: 'W-1', reference: 'PO 1', status: 'AUTHORISED' }).id;
  books.addInvoice({ ...input, number: 'W-2' });
});

afterAll(() => sandbox.close());

async function numbers(where: string): Promise<unknown[]> {
  const found = await client.json(
    `Invoices?where=${encodeURIComponent(`InvoiceNumber.StartsWith("W-") AND (${where})`)}`,
  );
  return rows(found, 'Invoices')
    .map((row) => row.InvoiceNumber)
    .toSorted();
}

test.each([
  ['Type=="ACCREC"', ['W-1', 'W-2']],
  ['Status == "AUTHORISED"', ['W-1']],
  ['Status="AUTHORISED"', ['W-1']],
  ['Status!="AUTHORISED"', ['W-2']],
  ['Status=="DRAFT" OR Status=="AUTHORISED"', ['W-1', 'W-2']],
  ['Status=="DRAFT" || Status=="AUTHORISED" && Type=="ACCPAY"', ['W-2']],
  ['(Status=="DRAFT" or Status=="AUTHORISED") and Type=="ACCPAY"', []],
  ['Reference==null', ['W-2']],
  ['Reference!=null AND Reference.Contains("o 1")', ['W-1']],
  ['Reference=="PO 1"', ['W-1']],
  ['InvoiceNumber.EndsWith("2")', ['W-2']],
  ['InvoiceNumber.ToLower()=="w-2"', ['W-2']],
  ['InvoiceNumber.ToLower().Contains("w-1")', ['W-1']],
  ['Date==DateTime(2026, 01, 31)', ['W-1', 'W-2']],
  ['Date>=DateTime(2026,2,1)', []],
  ['DueDate<DateTime(2026,2,21) AND DueDate>DateTime(2026,2,19)', ['W-1', 'W-2']],
  ['AmountDue>114.99 AND Total<=115.00', ['W-1', 'W-2']],
  ['Total==115', ['W-1', 'W-2']],
  ['UpdatedDateUTC>DateTime(2020,1,1)', ['W-1', 'W-2']],
  ['SentToContact==false', ['W-1', 'W-2']],
  ['!SentToContact', ['W-1', 'W-2']],
  ['FullyPaidOnDate==null', ['W-1', 'W-2']],
  ['Contact.Name=="cafe ""otaki"" (1)"', ['W-1', 'W-2']],
])('41: %s', async (where, wanted) => {
  expect(await numbers(where)).toEqual(wanted);
});

test('41: guids are compared with Guid(), in either case', async () => {
  expect(await numbers(`Contact.ContactID==Guid("${contactId}")`)).toEqual(['W-1', 'W-2']);
  expect(await numbers(`InvoiceID==guid("${invoiceId.toUpperCase()}")`)).toEqual(['W-1']);
});

test.each([
  ['Status==', 'Syntax error'],
  ['Status=="DRAFT', 'Syntax error'],
  ['Status=="a\\"b"', 'Syntax error'],
  ['Status=="DRAFT") ', 'Syntax error'],
  ['Nonsense=="x"', "No property or field 'Nonsense'"],
  ['constructor=="x"', "No property or field 'constructor'"],
  ['InvoiceID=="text"', 'incompatible'],
  ['Status.Explode()=="x"', "No applicable method 'Explode'"],
  ['Date==DateTime(2026,13,1)', 'DateTime'],
  ['Date==DateTime(2026,2,29)', 'DateTime'],
  ['Date==DateTime(2026,1,1,24,0,0)', 'DateTime'],
  ['Date==DateTime(2026,1)', 'DateTime'],
  [`${'('.repeat(5000)}Status=="DRAFT"${')'.repeat(5000)}`, 'nested'],
  [`${'!'.repeat(1000)}SentToContact`, 'nested'],
  ['Status', 'Boolean'],
  ['Status>null', 'null'],
])('41: %s is a 400 with ErrorNumber 16', async (where, text) => {
  const answer = await client.call(`Invoices?where=${encodeURIComponent(where)}`);
  expect(answer.status).toBe(400);
  const body = (await answer.json()) as { Message: string };
  expect(body).toMatchObject({ ErrorNumber: 16, Type: 'QueryParseException' });
  expect(body.Message).toContain(text);
});

test('41: a method on a null field says which one was called', async () => {
  const answer = await client.call(`Contacts?where=${encodeURIComponent('EmailAddress.StartsWith("o")')}`);
  expect(await answer.json()).toMatchObject({ Message: 'Where clause invocation error: StartsWith' });
  const guarded = 'EmailAddress!=null AND EmailAddress.StartsWith("owner@")';
  const found = rows(await client.json(`Contacts?where=${encodeURIComponent(guarded)}`), 'Contacts');
  expect(found).toMatchObject([{ ContactID: contactId }]);
});

test('an order that cannot be read is a 400 too', async () => {
  for (const order of ['Nonsense', 'Date SIDEWAYS', 'Date ASC x']) {
    expect((await client.call(`Invoices?order=${order}`)).status).toBe(400);
  }
});
