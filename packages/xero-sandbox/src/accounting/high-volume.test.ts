import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 20, invoices: 60 }],
    limits: 'off',
    switches: { highVolumeRows: 60 },
  });
  client = await connect(sandbox);
});

afterAll(() => sandbox.close());

test.each([
  'page=1&where=Total>100',
  'page=1&where=Status=="PAID" AND Total>100',
  'page=1&where=Status!="PAID"',
  'page=1&where=Reference.Contains("x")',
  'page=1&where=Contact.Name.ToLower()=="x"',
  'page=1&where=AmountPaid>5',
  'page=1&order=Total DESC',
  '',
])('44: with very many invoices `%s` is refused as not filtering efficiently', async (query) => {
  const answer = await client.call(`Invoices?${query}`);
  expect(answer.status).toBe(400);
  expect(await answer.json()).toMatchObject({
    ErrorNumber: 51,
    Type: 'HighVolumeException',
    Message: expect.stringMatching(
      /^Your request is not filtering Invoices efficiently, given the extremely high volume for this organisation\./,
    ),
  });
});

test.each([
  'page=1',
  'page=1&where=Type=="ACCREC" AND (Status=="PAID" OR Status=="AUTHORISED")',
  'page=1&where=Date>=DateTime(2026, 1, 1) AND AmountDue>0&order=UpdatedDateUTC ASC',
  'where=InvoiceNumber=="INV-00001"',
  'Statuses=PAID&order=Date DESC, InvoiceID',
  'IDs=00000000-0000-0000-0000-000000000000',
])('44: with very many invoices `%s` is optimised and answered', async (query) => {
  expect((await client.call(`Invoices?${query}`)).status).toBe(200);
});

test('44: a delta without pages is answered, other lists are, and so is a smaller organisation', async () => {
  expect((await client.call('Invoices', { 'if-modified-since': '2026-01-01T00:00:00' })).status).toBe(200);
  expect((await client.call('Contacts?where=IsSupplier==true')).status).toBe(200);
  sandbox.switches.highVolumeRows = 61;
  expect((await client.call('Invoices?page=1&where=Total>100')).status).toBe(200);
  sandbox.switches.highVolumeRows = null;
  expect((await client.call('Invoices')).status).toBe(200);
});
