import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import { addConnectedFirm } from '../../testing/connect.ts';
import { readJson } from '../../testing/read-json.ts';
import { runWithTime } from '../../testing/run-with-time.ts';
import { createTestPortal, type TestPortal } from '../../testing/test-portal.ts';
import { BACKENDS } from '../../testing/test-store.ts';
import { executeRun } from './run.ts';

const BOOKS = 'Strange Books';

/** What each kind of record is made of, as far as it is read. */
const FIELDS: Record<string, readonly string[]> = {
  Contacts: [
    'Name',
    'ContactStatus',
    'EmailAddress',
    'UpdatedDateUTC',
    'Phones',
    'ContactGroups',
    'ContactPersons.0',
    'DefaultCurrency',
    'MergedToContactID',
    'ContactID',
  ],
  Invoices: [
    'Type',
    'Status',
    'Contact',
    'Contact.Name',
    'CurrencyCode',
    'CurrencyRate',
    'Total',
    'AmountDue',
    'AmountPaid',
    'Date',
    'DueDate',
    'UpdatedDateUTC',
    'LineItems',
    'LineItems.0',
    'LineItems.0.Quantity',
    'Payments',
    'Reference',
    'InvoiceNumber',
  ],
  CreditNotes: [
    'Type',
    'Status',
    'RemainingCredit',
    'CurrencyRate',
    'Allocations',
    'Payments',
    'UpdatedDateUTC',
    'Contact',
  ],
  Overpayments: ['Status', 'RemainingCredit', 'Total', 'Contact', 'Allocations'],
  Prepayments: ['Status', 'RemainingCredit', 'Reference', 'UpdatedDateUTC'],
  Payments: [
    'Status',
    'Amount',
    'Invoice',
    'Account',
    'Date',
    'CurrencyRate',
    'IsReconciled',
    'BatchPaymentID',
  ],
  Accounts: ['Status', 'Type', 'Name', 'Code', 'UpdatedDateUTC', 'EnablePaymentsToAccount'],
  Organisations: ['Timezone', 'Class', 'PeriodLockDate', 'CountryCode', 'ShortCode'],
  TaxRates: ['Name', 'EffectiveRate', 'Status'],
  Currencies: ['Description'],
  BrandingThemes: ['Name', 'SortOrder'],
  ContactGroups: ['Name', 'Status'],
};

/** What the world may send in place of any value. */
const strange = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    '',
    'SOMETHING_NEW',
    '👩‍👩‍👧‍👦'.repeat(23),
    '😀'.repeat(255),
    '\u0000',
    '\ud800',
    -1,
    -0.01,
    1e300,
    1e20,
    0.1234567891,
    '/Date(-62135596800000+0000)/',
    '/Date(8640000000000000+0000)/',
    '/Date(99999999999999999+0000)/',
    '/Date(0+0000)/',
    '0001-01-01',
    '99999-12-31',
    true,
    [],
    {},
    [null],
    [{}],
    { Name: null },
    '=HYPERLINK("x")',
    "'; drop table invoices; --",
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

describe.each(BACKENDS)('whatever Xero sends, on %s', (kind) => {
  let sandbox: Sandbox;
  let portal: TestPortal;
  let firm: Awaited<ReturnType<typeof addConnectedFirm>>;
  const ids = new Map<string, string[]>();

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [{ name: BOOKS, contacts: 12, invoices: 80 }],
    });
    portal = await createTestPortal(kind, { xero: sandbox });
    firm = await addConnectedFirm(portal, sandbox, BOOKS);
    await sync();
    for (const [collection, statement] of Object.entries({
      Contacts: 'select xero_contact_id as id from customers',
      Invoices: 'select xero_invoice_id as id from invoices',
      CreditNotes: `select xero_credit_id as id from credits where kind = 'credit_note'`,
      Overpayments: `select xero_credit_id as id from credits where kind = 'overpayment'`,
      Prepayments: `select xero_credit_id as id from credits where kind = 'prepayment'`,
      Payments: 'select xero_payment_id as id from recorded_payments',
      Accounts: 'select xero_account_id as id from accounts',
      TaxRates: `select key as id from book_settings where kind = 'tax_rates'`,
      Currencies: `select key as id from book_settings where kind = 'currencies'`,
      BrandingThemes: `select key as id from book_settings where kind = 'branding_themes'`,
      ContactGroups: `select key as id from book_settings where kind = 'customer_groups'`,
      Organisations: `select organisation ->> 'tenantId' as id from integrations`,
    }))
      ids.set(
        collection,
        (await rows<{ id: string }>(statement)).map(({ id }) => id),
      );
  });
  afterAll(async () => {
    await portal.close();
    await sandbox.close();
  });

  const rows = async <Row>(statement: string) =>
    (await portal.services.store.firm(firm.firmId, (query) => sql<Row>`${sql.raw(statement)}`.execute(query)))
      .rows;
  const sync = async (full = false) => {
    const { id: runId } = await readJson<{ id: string }>(
      await portal.request('POST', `/api/integrations/${firm.integrationId}/syncs`, {
        cookie: firm.owner.cookie,
        body: { full },
      }),
    );
    const run = executeRun(portal.services, { firmId: firm.firmId, runId }, new AbortController().signal);
    await runWithTime(portal.clock, run);
    const answer = await portal.request('GET', `/api/syncs/${runId}`, { cookie: firm.owner.cookie });
    return await readJson<{ status: string; problem: { code: string } | null }>(answer);
  };

  test('any value in place of any other, in any kind of record, is stored or set aside, and never ends a run', async () => {
    const damage = fc.constantFrom(...Object.keys(FIELDS)).chain((collection) =>
      fc.record({
        collection: fc.constant(collection),
        id: fc.constantFrom(...(ids.get(collection)?.length ? (ids.get(collection) ?? []) : ['none'])),
        field: fc.constantFrom(...(FIELDS[collection] ?? []), 'BrandNewField'),
        value: strange,
      }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(damage, { minLength: 5, maxLength: 40 }), async (damages) => {
        for (const { collection, id, field, value } of damages)
          sandbox.override(BOOKS, { collection, id, set: { [field]: value } });
        const run = await sync(true).finally(() => sandbox.clearOverrides(BOOKS));
        expect(['succeeded', 'partial']).toContain(run.status);
      }),
      { numRuns: 12 },
    );
    const healed = await sync(true);
    expect(healed).toMatchObject({ status: 'succeeded', problem: null });
    const { due } = sandbox.books(BOOKS).truth();
    const [mirrored] = await rows<{ due: Record<string, string> }>(
      `select jsonb_object_agg(currency, due) as due from (select currency, sum(amount_due)::text as due from invoices where status = 'AUTHORISED' group by currency) sums`,
    );
    expect(
      Object.fromEntries(Object.entries(mirrored?.due ?? {}).map(([code, sum]) => [code, Number(sum)])),
    ).toEqual(Object.fromEntries(Object.entries(due).map(([code, sum]) => [code, Number(sum)])));
  });
});
