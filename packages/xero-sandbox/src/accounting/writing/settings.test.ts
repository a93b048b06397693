import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoice, LINE, NOBODY } from './test-bodies.ts';
import { startWriter, type Writer } from './test-writer.ts';

describe('Writing what invoices refer to', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  it('an account is added, edited, archived and brought back, and deleted while nothing was posted to it', async () => {
    const body = { Code: '201', Name: 'Workshops', Type: 'REVENUE', TaxType: 'OUTPUT2' };
    const { AccountID } = await writer.made('PUT', 'Accounts', body);
    expect(await writer.refused('PUT', 'Accounts', body)).toEqual(['Please enter a unique Code and Name.']);
    const path = `Accounts/${AccountID}`;
    expect(await writer.made('POST', path, { Name: 'Courses', EnablePaymentsToAccount: true })).toMatchObject(
      {
        Code: '201',
        Name: 'Courses',
        EnablePaymentsToAccount: true,
      },
    );
    expect(await writer.made('POST', path, { Status: 'ARCHIVED' })).toMatchObject({ Status: 'ARCHIVED' });
    expect(await writer.made('POST', path, { Status: 'ACTIVE' })).toMatchObject({ Status: 'ACTIVE' });
    const deleted = await writer.send('DELETE', path);
    expect([deleted.status, deleted.body.Accounts]).toMatchObject([
      200,
      [{ Code: '201', Status: 'DELETED' }],
    ]);
    expect((await writer.json('Accounts?where=Name=="Courses"')).Accounts).toEqual([]);
    const again = await writer.made('PUT', 'Accounts', body);
    await writer.made('PUT', 'Invoices', invoice({ LineItems: [{ ...LINE, AccountCode: '201' }] }));
    expect((await writer.send('DELETE', `Accounts/${again.AccountID}`)).status).toBe(400);
    expect((await writer.send('DELETE', `Accounts/${NOBODY}`)).status).toBe(404);
    expect(await writer.refused('PUT', 'Accounts', { Code: '1', Name: 'x', Type: 'NONSENSE' })).toHaveLength(
      1,
    );
    const foreign = { Name: 'Euro account', Type: 'BANK', BankAccountNumber: '1', CurrencyCode: 'USD' };
    expect(await writer.made('PUT', 'Accounts', foreign)).toMatchObject({ CurrencyCode: 'USD' });
  });

  it('47: items are upserted by POST, by id or code, and PUT refuses a code in use', async () => {
    const { ItemID } = await writer.made('PUT', 'Items', { Items: [{ Code: 'LAMP', Name: 'Lamp' }] });
    const priced = await writer.made('POST', 'Items', { Code: 'LAMP', SalesDetails: { UnitPrice: 12.5 } });
    expect(priced).toMatchObject({ ItemID, Name: 'Lamp', IsSold: true, SalesDetails: { UnitPrice: 12.5 } });
    expect(await writer.made('POST', `Items/${ItemID}`, { Name: 'Desk lamp' })).toMatchObject({
      ItemID,
      SalesDetails: { UnitPrice: 12.5 },
    });
    expect(await writer.refused('PUT', 'Items', { Code: 'LAMP' })).toHaveLength(1);
    expect(await writer.refused('PUT', 'Items', { Name: 'No code' })).toHaveLength(1);
    const wrong = { Code: 'X', SalesDetails: { AccountCode: '999' } };
    expect(await writer.refused('PUT', 'Items', wrong)).toHaveLength(1);
  });

  it('a tax rate gets the next TaxType and counts at once; it can be changed and archived', async () => {
    const made = await writer.made('PUT', 'TaxRates', {
      Name: 'Tourist levy',
      ReportTaxType: 'OUTPUT',
      TaxComponents: [
        { Name: 'Levy', Rate: '10' },
        { Name: 'On top', Rate: 5, IsCompound: true },
      ],
    });
    expect(made).toMatchObject({ TaxType: expect.stringMatching(/^TAX\d{3}$/), EffectiveRate: 15.5 });
    const taxed = invoice({ LineItems: [{ ...LINE, TaxType: made.TaxType }] });
    expect(await writer.made('PUT', 'Invoices', taxed)).toMatchObject({ TotalTax: 15.5 });
    const { TaxType } = made;
    expect(await writer.made('POST', 'TaxRates', { TaxType, Status: 'ARCHIVED' })).toMatchObject({
      Name: 'Tourist levy',
      Status: 'ARCHIVED',
    });
    expect(await writer.refused('PUT', 'Invoices', taxed)).toEqual([
      `The TaxType code '${TaxType}' cannot be used with account code '200'.`,
    ]);
  });

  it('a currency is subscribed to, and documents may be in it from then on', async () => {
    const inEuros = invoice({ CurrencyCode: 'EUR' });
    expect(await writer.refused('PUT', 'Invoices', inEuros)).toEqual([
      'Organisation is not subscribed to currency EUR',
    ]);
    expect(await writer.made('PUT', 'Currencies', { Code: 'EUR' })).toEqual({
      Code: 'EUR',
      Description: 'Euro',
    });
    expect(await writer.made('PUT', 'Invoices', inEuros)).toMatchObject({ CurrencyCode: 'EUR' });
    expect(await writer.refused('PUT', 'Currencies', { Code: 'XQX' })).toHaveLength(1);
  });

  it('money spent is recorded, edited and deleted; a transfer only made and deleted', async () => {
    const spent = await writer.made('PUT', 'BankTransactions', {
      Type: 'SPEND',
      Contact: { Name: 'Supplier' },
      BankAccount: { Code: '090' },
      LineItems: [{ Description: 'Paper', Quantity: 1, UnitAmount: 20, AccountCode: '429' }],
    });
    expect(spent).toMatchObject({ Type: 'SPEND', Total: 23, Status: 'AUTHORISED' });
    const path = `BankTransactions/${spent.BankTransactionID}`;
    const [line] = spent.LineItems as { LineItemID: string }[];
    const change = {
      Reference: 'R1',
      IsReconciled: true,
      LineItems: [{ ...line, UnitAmount: 30, LineAmount: 30, TaxAmount: null }],
    };
    expect(await writer.made('POST', path, change)).toMatchObject({
      Reference: 'R1',
      IsReconciled: true,
      Total: 34.5,
    });
    expect(await writer.made('POST', 'BankTransactions', { ...spent, Status: 'DELETED' })).toMatchObject({
      Status: 'DELETED',
    });
    expect(await writer.refused('POST', path, { Reference: 'x' })).toHaveLength(1);
    const transfer = await writer.made('PUT', 'BankTransfers', {
      BankTransfers: [{ FromBankAccount: { Code: '090' }, ToBankAccount: { Code: '091' }, Amount: 70 }],
    });
    const { BankTransferID } = transfer;
    expect(await writer.refused('POST', `BankTransfers/${BankTransferID}`, { Amount: 1 })).toHaveLength(1);
    const deletion = { BankTransfers: [{ BankTransferID, Status: 'DELETED' }] };
    expect(await writer.made('POST', 'BankTransfers', deletion)).toMatchObject({ Status: 'DELETED' });
    const { receivables, ledgerReceivables } = writer.sandbox.books('Books').truth();
    expect(ledgerReceivables).toBe(receivables);
  });
});
