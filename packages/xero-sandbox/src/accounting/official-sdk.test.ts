import { afterAll, beforeAll, expect, test } from 'vitest';
import { AccountingApi } from 'xero-node';
import { type Sandbox, startSandbox } from '../start.ts';
import { type Connected, connect } from '../test-client.ts';

// The SDK's discovery and token addresses are fixed, but its API address is not: reads run unmodified.
let sandbox: Sandbox;
let client: Connected;
let api: AccountingApi;

beforeAll(async () => {
  sandbox = await startSandbox({ organisations: [{ name: 'Books', contacts: 20, invoices: 150 }] });
  client = await connect(sandbox);
  api = new AccountingApi();
  api.basePath = `${sandbox.url}/api.xro/2.0`;
  api.accessToken = client.tokens.access_token;
});

afterAll(() => sandbox.close());

test('Xero’s own Node SDK reads the organisation, its accounts and its contacts', async () => {
  const { body } = await api.getOrganisations(client.tenantId);
  expect(body.organisations).toMatchObject([{ name: 'Books', baseCurrency: 'NZD' }]);
  expect(
    (await api.getAccounts(client.tenantId)).body.accounts?.some(({ type }) => String(type) === 'BANK'),
  ).toBe(true);
  expect((await api.getContacts(client.tenantId)).body.contacts?.length).toBeGreaterThan(10);
});

test('Xero’s own Node SDK reads a page of invoices with where, order and If-Modified-Since', async () => {
  const where = 'Type=="ACCREC" AND Date >= DateTime(2020, 01, 01)';
  const since = new Date('2020-01-01T00:00:00.123Z');
  const { body } = await api.getInvoices(
    client.tenantId,
    since,
    where,
    'UpdatedDateUTC ASC',
    undefined,
    undefined,
    undefined,
    undefined,
    2,
    false,
    false,
    4,
    false,
    50,
  );
  expect(body.pagination).toMatchObject({ page: 2, pageSize: 50, itemCount: 142 });
  const [invoice] = body.invoices ?? [];
  expect(invoice?.lineItems?.length).toBeGreaterThan(0);
  expect(invoice?.updatedDateUTC).toBeInstanceOf(Date);
  expect(invoice?.total).toBeCloseTo((invoice?.subTotal ?? 0) + (invoice?.totalTax ?? 0));
});

test('Xero’s own Node SDK gets an invoice as PDF and understands a refusal', async () => {
  const { body } = await api.getInvoices(client.tenantId);
  const id = body.invoices?.[0]?.invoiceID ?? '';
  const pdf = await api.getInvoiceAsPdf(client.tenantId, id);
  expect(Buffer.from(pdf.body).subarray(0, 5).toString()).toBe('%PDF-');
  const refused: unknown = await api
    .getInvoice('00000000-0000-0000-0000-000000000000', id)
    .catch((error: unknown) => error);
  expect(JSON.stringify(refused)).toContain('AuthenticationUnsuccessful');
});
