import type { Step } from './session.ts';

/** The organisation, its accounts and its contacts. */
export const organisation: Step = async ({ client, tenantId }) => {
  const organisations = await client.accountingApi.getOrganisations(tenantId);
  const accounts = await client.accountingApi.getAccounts(tenantId);
  const contacts = await client.accountingApi.getContacts(tenantId);
  const [first] = organisations.body.organisations ?? [];
  return {
    name: first?.name,
    baseCurrency: first?.baseCurrency,
    bankAccounts: accounts.body.accounts?.filter(({ type }) => String(type) === 'BANK').length,
    contacts: contacts.body.contacts?.length,
    dayLeft: contacts.response.headers['x-daylimit-remaining'],
  };
};

/** A page of sales invoices with a filter, an order and If-Modified-Since. */
export const invoices: Step = async ({ client, tenantId }) => {
  const { body } = await client.accountingApi.getInvoices(
    tenantId,
    new Date('2020-01-01T00:00:00.123Z'),
    'Type=="ACCREC" AND Date >= DateTime(2020, 01, 01)',
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
  const [first] = body.invoices ?? [];
  return {
    pagination: body.pagination,
    types: [...new Set(body.invoices?.map(({ type }) => String(type)))],
    lines: first?.lineItems?.length,
    // The SDK makes Dates of all that looks like one, whatever its types say.
    changed: Object.prototype.toString.call(first?.updatedDateUTC),
    difference: (first?.total ?? 0) - (first?.subTotal ?? 0) - (first?.totalTax ?? 0),
  };
};

/** An invoice as PDF: the bytes that it begins with. */
export const pdf: Step = async ({ client, tenantId }) => {
  const { body } = await client.accountingApi.getInvoices(tenantId);
  const printed = await client.accountingApi.getInvoiceAsPdf(tenantId, body.invoices?.[0]?.invoiceID ?? '');
  return Buffer.from(printed.body).subarray(0, 5).toString();
};

/** What the SDK rejects with: a JSON text, and what stands in it. */
export const refusals: Step = async ({ client, tenantId }) => {
  const api = client.accountingApi;
  const seen = {
    foreignTenant: await refusal(api.getOrganisations('00000000-0000-0000-0000-000000000000')),
    unknownInvoice: await refusal(api.getInvoice(tenantId, '00000000-0000-0000-0000-000000000000')),
    badFilter: await refusal(api.getInvoices(tenantId, undefined, 'Type=="')),
  };
  return seen;
};

async function refusal(call: Promise<unknown>): Promise<unknown> {
  const reason: unknown = await call.then(
    () => 'it was answered',
    (error: unknown) => error,
  );
  if (typeof reason !== 'string') return { kind: typeof reason };
  const { response, body } = JSON.parse(reason);
  return { kind: 'string', status: response.statusCode, body };
}
