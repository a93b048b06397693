import { afterEach, beforeEach, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect, rows } from '../test-client.ts';

let sandbox: Sandbox;
let client: Connected;

beforeEach(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 5, invoices: 20 }] });
  client = await connect(sandbox);
});

afterEach(() => sandbox.close());

const first = async (path: string, collection: string) => rows(await client.json(path), collection)[0] ?? {};

test('65: an enum value that no client knows yet is answered, in JSON and in XML', async () => {
  sandbox.override('Books', {
    collection: 'Organisations',
    id: client.tenantId,
    set: { Class: 'SOMETHINGNEW', TaxNumber: null, FromTheFuture: { Sort: [1] } },
    remove: ['ShortCode'],
  });
  const organisation = await first('Organisation', 'Organisations');
  expect(organisation).toMatchObject({
    Name: 'Books',
    Class: 'SOMETHINGNEW',
    TaxNumber: null,
    FromTheFuture: { Sort: [1] },
  });
  expect(organisation).not.toHaveProperty('ShortCode');
  const text = await (await client.call('Organisation', { accept: 'application/xml' })).text();
  expect(text).toContain('<Class>SOMETHINGNEW</Class>');
});

test('65: a line of one invoice has an unknown TaxType, on its page and by its id, and no other invoice has', async () => {
  const [one, two] = rows(await client.json('Invoices?page=1'), 'Invoices');
  const id = String(one?.InvoiceID);
  const [, ...otherLines] = (one?.LineItems ?? []) as object[];
  sandbox.override('Books', { collection: 'Invoices', id, set: { 'LineItems.0.TaxType': 'NEWTAX' } });
  sandbox.override('Books', {
    collection: 'Invoices',
    id,
    set: { 'LineItems.99.TaxType': 'LOST', Status: 'NEW' },
  });
  const read = rows(await client.json('Invoices?page=1'), 'Invoices');
  expect(read[0]).toMatchObject({ Status: 'NEW', Total: one?.Total });
  expect(read[0]?.LineItems).toMatchObject([{ TaxType: 'NEWTAX' }, ...otherLines]);
  expect(read[1]).toEqual(two);
  // By id the contact is there in full.
  const { Contact: _, ...shown } = read[0] ?? {};
  expect(await first(`Invoices/${id}`, 'Invoices')).toMatchObject(shown);
  sandbox.clearOverrides('Books');
  expect(await first('Invoices?page=1', 'Invoices')).toEqual(one);
});

test('65: a whole record may be malformed, set over HTTP and taken away again', async () => {
  const { AccountID } = await first('Accounts', 'Accounts');
  const address = `${sandbox.url}/sandbox/organisations/${client.tenantId}/raw`;
  const send = async (method: string, body?: object) => {
    const answer = await fetch(address, { method, ...(body && { body: JSON.stringify(body) }) });
    return { status: answer.status, body: answer.status === 204 ? null : await answer.json() };
  };
  const override = { collection: 'Accounts', id: AccountID, record: 'not a record' };
  expect(await send('PATCH', override)).toEqual({ status: 200, body: { overrides: [override] } });
  expect(await first('Accounts', 'Accounts')).toBe('not a record');
  expect((await send('GET')).body).toEqual({ overrides: [override] });
  expect((await send('DELETE')).status).toBe(204);
  expect((await first('Accounts', 'Accounts')).AccountID).toBe(AccountID);
  for (const [body, field] of [
    [{ id: 'x', set: {} }, 'collection'],
    [{ collection: 'Accounts', id: 'x' }, 'set'],
    [{ collection: 'Accounts', id: 'x', set: 1 }, 'set'],
    [{ collection: 'Accounts', id: 'x', remove: [1] }, 'remove[0]'],
  ] as const)
    expect(await send('PATCH', body)).toMatchObject({
      status: 400,
      body: { field: expect.stringContaining(field) },
    });
});
