import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Sandbox, startSandbox } from 'xero-sandbox';
import {
  type Clock,
  createUnlimited,
  createXeroAccounting,
  createXeroOAuth,
  READ_SCOPES,
  type RecordPage,
  type XeroAccounting,
} from './index.ts';

const BOOKS = 'Whole Books';
const REDIRECT = 'http://localhost:3999/xero/callback';

/** What of the sandbox's own answers is looked at here. */
type Answer = Record<string, Record<string, unknown>[]>;

describe('the books of a sandbox, read whole', () => {
  let sandbox: Sandbox;
  let xero: XeroAccounting;
  let raw: (path: string) => Promise<Answer>;

  beforeAll(async () => {
    sandbox = await startSandbox({
      limits: 'off',
      organisations: [{ name: BOOKS, contacts: 60, invoices: 400 }],
    });
    const { clientId, clientSecret } = sandbox.app;
    const addresses = { loginUrl: sandbox.url, identityUrl: sandbox.url, apiUrl: sandbox.url };
    const clock: Clock = {
      now: () => sandbox.clock.now(),
      sleep: async (ms, signal) => void (await setTimeout(ms, undefined, signal ? { signal } : {})),
    };
    const oauth = createXeroOAuth({ clientId, clientSecret, addresses, clock });
    const { url, state, codeVerifier } = await oauth.start({ redirectUri: REDIRECT, scopes: READ_SCOPES });
    const callbackUrl = await sandbox.authorise(url, { organisation: BOOKS });
    const tokens = await oauth.finish({
      callbackUrl,
      redirectUri: REDIRECT,
      expectedState: state,
      codeVerifier,
    });
    const [connection] = await oauth.connections(tokens.accessToken);
    const tenantId = connection?.tenantId ?? '';
    const token = async () => tokens.accessToken;
    xero = createXeroAccounting({
      addresses,
      tenantId,
      clock,
      pageSize: 7,
      limiter: createUnlimited(),
      tokens: { current: token, renewed: token },
    });
    raw = async (path) => {
      const answer = await fetch(`${sandbox.url}/api.xro/2.0/${path}`, {
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${tokens.accessToken}`,
          'xero-tenant-id': tenantId,
        },
      });
      return (await answer.json()) as Answer;
    };
  });
  afterEach(() => sandbox.clearOverrides(BOOKS));
  afterAll(() => sandbox.close());

  const collect = async <T>(pages: AsyncIterable<RecordPage<T>>): Promise<T[]> => {
    const records: T[] = [];
    for await (const page of pages) {
      expect(page.setAside).toEqual([]);
      records.push(...page.records);
    }
    return records;
  };
  /** What the sandbox holds, in pages larger than there are rows. */
  const held = async (collection: string, isMine: (row: Record<string, unknown>) => boolean) =>
    ((await raw(`${collection}?page=1&pageSize=1000`))[collection] ?? []).filter(isMine);

  test.each([
    [
      'CreditNotes',
      'ACCRECCREDIT',
      'CreditNoteID',
      'credit_note',
      'readCreditNotes',
      'creditNotesByIds',
      'readOpenCreditNotes',
    ],
    [
      'Overpayments',
      'RECEIVE-OVERPAYMENT',
      'OverpaymentID',
      'overpayment',
      'readOverpayments',
      'overpaymentsByIds',
      'readOpenOverpayments',
    ],
    [
      'Prepayments',
      'RECEIVE-PREPAYMENT',
      'PrepaymentID',
      'prepayment',
      'readPrepayments',
      'prepaymentsByIds',
      'readOpenPrepayments',
    ],
  ] as const)(
    'every one of customers’ %s, with what is left, how it was applied and what was paid back',
    async (collection, type, id, kind, read, byIds, readOpen) => {
      const mine = await held(collection, (row) => row.Type === type);
      expect(mine.length).toBeGreaterThan(0);
      const credits = await collect(xero[read]({ since: null }));
      expect(credits.map(({ creditId }) => creditId).toSorted()).toEqual(
        mine.map((row) => row[id]).toSorted(),
      );
      for (const credit of credits) {
        const row = mine.find((other) => other[id] === credit.creditId);
        expect(credit).toMatchObject({ kind, status: row?.Status, currencyCode: row?.CurrencyCode });
        expect(Number(credit.remainingCredit)).toBe(row?.RemainingCredit);
        expect(credit.allocations).toHaveLength(((row?.Allocations ?? []) as unknown[]).length);
        expect(credit.refunds).toHaveLength(((row?.Payments ?? []) as unknown[]).length);
      }
      const [first] = credits;
      expect(
        (await xero[byIds]([first?.creditId ?? '', '00000000-0000-4000-8000-000000000000'])).records,
      ).toEqual([first]);
      const open = await collect(xero[readOpen]());
      expect(open.map(({ creditId }) => creditId).toSorted()).toEqual(
        credits
          .filter(({ status }) => status === 'AUTHORISED')
          .map(({ creditId }) => creditId)
          .toSorted(),
      );
    },
  );

  test('payments of sales invoices with their accounts, and none of bills or refunds', async () => {
    const mine = await held('Payments', (row) => row.PaymentType === 'ACCRECPAYMENT');
    const payments = await collect(xero.readPayments({ since: null }));
    expect(payments.map(({ paymentId }) => paymentId).toSorted()).toEqual(
      mine.map((row) => row.PaymentID).toSorted(),
    );
    for (const payment of payments) expect(payment.accountId).toMatch(/^[0-9a-f-]{36}$/);
    const [first] = payments;
    expect((await xero.paymentsByIds([first?.paymentId ?? ''])).records).toEqual([first]);
  });

  test('open invoices by page number are those that are approved, and invoices and contacts by id are as in a list', async () => {
    const invoices = await collect(xero.readInvoices({ since: null }));
    const open = await collect(xero.readOpenInvoices());
    const byId = (one: { invoiceId: string }, other: { invoiceId: string }) =>
      one.invoiceId.localeCompare(other.invoiceId);
    expect(open.toSorted(byId)).toEqual(
      invoices.filter(({ status }) => status === 'AUTHORISED').toSorted(byId),
    );
    const [bill] = await held('Invoices', (row) => row.Type === 'ACCPAY');
    const [first] = invoices;
    const some = await xero.invoicesByIds([first?.invoiceId ?? '', String(bill?.InvoiceID)]);
    expect(some.records).toEqual([first]);
    const contacts = await collect(xero.readContacts({ since: null }));
    expect(contacts.some(({ persons, groups }) => persons.length > 0 || groups.length > 0)).toBe(true);
    const ids = contacts.slice(0, 5).map(({ contactId }) => contactId);
    const again = (await xero.contactsByIds(ids)).records;
    expect(again.toSorted((one, other) => ids.indexOf(one.contactId) - ids.indexOf(other.contactId))).toEqual(
      contacts.slice(0, 5),
    );
  });

  test('settings are all there is, and a group tells its members only when asked for', async () => {
    for (const [read, collection] of [
      ['currencies', 'Currencies'],
      ['taxRates', 'TaxRates'],
      ['brandingThemes', 'BrandingThemes'],
      ['contactGroups', 'ContactGroups'],
    ] as const) {
      const { records, setAside } = await xero[read]();
      expect([records.length, setAside]).toEqual([(await raw(collection))[collection]?.length, []]);
    }
    const group = sandbox.books(BOOKS).addContactGroup('Gold');
    const contact = sandbox.books(BOOKS).addContact({ name: 'Golden' });
    sandbox.books(BOOKS).assignToContactGroup(group.id, [contact.id]);
    expect(await xero.contactGroup(group.id)).toMatchObject({ name: 'Gold', contactIds: [contact.id] });
    expect(await xero.contactGroup('00000000-0000-4000-8000-000000000000')).toBeNull();
  });

  test('the trial balance holds receivables as the ledger has them, is equal while nothing is booked, and differs after', async () => {
    const accounts = await xero.accounts();
    const debtors = accounts.records.find(({ systemAccount }) => systemAccount === 'DEBTORS');
    const before = await xero.trialBalance('2040-12-31');
    const { debit = '0', credit = '0' } = before.standing.get(debtors?.accountId ?? '') ?? {};
    expect(Number(debit) - Number(credit)).toBeCloseTo(
      Number(sandbox.books(BOOKS).truth().ledgerReceivables),
      2,
    );
    sandbox.books(BOOKS).addContact({ name: 'Books nothing' });
    expect((await xero.trialBalance('2040-12-31')).print).toBe(before.print);
    const contact = sandbox.books(BOOKS).addContact({ name: 'Paid early' }).id;
    const lines = [{ description: 'Early', quantity: '1', unitAmount: '3.00', accountCode: '200' }];
    sandbox
      .books(BOOKS)
      .addBankTransaction({ type: 'RECEIVE-PREPAYMENT', contact, bankAccount: '090', lines });
    expect((await xero.trialBalance('2040-12-31')).print).not.toBe(before.print);
  });

  test('a record that says it was changed in the future is set aside, and the watermark stays behind it', async () => {
    const [contact] = await held('Contacts', () => true);
    const set = { UpdatedDateUTC: '/Date(4102444800000+0000)/' };
    sandbox.override(BOOKS, { collection: 'Contacts', id: String(contact?.ContactID), set });
    const pages: RecordPage<unknown>[] = [];
    for await (const page of xero.readContacts({ since: null })) pages.push(page);
    expect(pages.flatMap(({ setAside }) => setAside)).toEqual([
      expect.objectContaining({ id: contact?.ContactID, reason: 'UpdatedDateUTC lies in the future.' }),
    ]);
    for (const { watermark } of pages)
      expect(watermark?.getTime() ?? 0).toBeLessThanOrEqual(sandbox.clock.now().getTime());
  });
});
