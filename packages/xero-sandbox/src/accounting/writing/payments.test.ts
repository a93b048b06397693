import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bill, invoice, NOBODY } from './test-bodies.ts';
import { elements, startWriter, type Writer } from './test-writer.ts';

const EXCEEDS = 'Payment amount exceeds the amount outstanding on this document';
const AUTHORISED = 'Payments can only be made against Authorised documents';

describe('Writing payments', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  async function invoiceId(more: object = {}): Promise<string> {
    return String((await writer.made('PUT', 'Invoices', invoice(more))).InvoiceID);
  }

  function payment(InvoiceID: string, more: object = {}) {
    return { Invoice: { InvoiceID }, Account: { Code: '090' }, Date: '2026-06-10', Amount: 115, ...more };
  }

  async function read(id: string): Promise<Record<string, unknown>> {
    const { Invoices } = await writer.json(`Invoices/${id}`);
    return (Invoices as Record<string, unknown>[])[0] ?? {};
  }

  it('55: a payment moves what is due to paid, at zero the invoice is PAID; deleting it turns that back', async () => {
    const id = await invoiceId();
    const part = await writer.made('POST', 'Payments', payment(id, { Amount: 15.5, Reference: 'first' }));
    expect(part).toMatchObject({
      PaymentID: expect.not.stringMatching(NOBODY),
      PaymentType: 'ACCRECPAYMENT',
      Status: 'AUTHORISED',
      Amount: 15.5,
      Reference: 'first',
      Account: { Code: '090' },
      Invoice: { InvoiceID: id },
    });
    expect(await read(id)).toMatchObject({
      Status: 'AUTHORISED',
      AmountDue: 99.5,
      AmountPaid: 15.5,
      UpdatedDateUTC: part.UpdatedDateUTC,
    });
    const rest = await writer.made('PUT', 'Payments', {
      Payments: [payment(id, { Amount: '99.50', Date: '2026-06-12' })],
    });
    expect(await read(id)).toMatchObject({
      Status: 'PAID',
      AmountDue: 0,
      FullyPaidOnDate: `/Date(${Date.UTC(2026, 5, 12)}+0000)/`,
      Payments: [{ PaymentID: part.PaymentID }, { PaymentID: rest.PaymentID }],
    });
    writer.sandbox.clock.advance(1000);
    const deleted = await writer.made('POST', `Payments/${rest.PaymentID}`, { Status: 'DELETED' });
    expect(deleted).toMatchObject({ PaymentID: rest.PaymentID, Status: 'DELETED' });
    expect(deleted.UpdatedDateUTC).not.toBe(rest.UpdatedDateUTC);
    const after = await read(id);
    expect(after).toMatchObject({ Status: 'AUTHORISED', AmountDue: 99.5, AmountPaid: 15.5 });
    expect(after).not.toHaveProperty('FullyPaidOnDate');
    const kept = await writer.json(`Payments/${rest.PaymentID}`);
    expect(kept.Payments).toMatchObject([{ Status: 'DELETED' }]);
    expect(await writer.refused('POST', `Payments/${rest.PaymentID}`, { Status: 'DELETED' })).toEqual([
      'Payment not of valid status for modification',
    ]);
  });

  it('55: an invoice is paid by its number too, and the account is named by its id or code, inside or beside', async () => {
    const { InvoiceID, InvoiceNumber } = await writer.made('PUT', 'Invoices', invoice());
    const { Accounts } = await writer.json('Accounts?where=Code=="091"');
    const AccountID = (Accounts as { AccountID: string }[])[0]?.AccountID;
    for (const how of [
      { Invoice: { InvoiceNumber }, Account: { AccountID } },
      { InvoiceNumber, Account: { Code: '606' } },
      { Invoice: { InvoiceID: String(InvoiceID).toUpperCase() }, Code: '090' },
    ]) {
      const made = await writer.made('POST', 'Payments', { Amount: 1, ...how });
      expect(made).toMatchObject({ Invoice: { InvoiceID }, Amount: 1 });
    }
    const paid = await writer.made('PUT', 'Invoices', bill());
    expect(await writer.made('POST', 'Payments', payment(String(paid.InvoiceID)))).toMatchObject({
      PaymentType: 'ACCPAYPAYMENT',
    });
  });

  it('56: a payment that Xero refuses, in its words', async () => {
    const id = await invoiceId();
    const draft = await invoiceId({ Status: 'DRAFT' });
    const paid = await invoiceId();
    await writer.made('POST', 'Payments', payment(paid));
    const { InvoiceID: foreign } = await writer.made(
      'PUT',
      'Invoices',
      invoice({ Contact: { Name: 'Abroad' }, CurrencyCode: 'USD' }),
    );
    const cases: [object, string[]][] = [
      [payment(id, { Amount: 115.01 }), [EXCEEDS]],
      [payment(draft), [EXCEEDS, AUTHORISED]],
      [payment(paid, { Amount: 1 }), [EXCEEDS, AUTHORISED]],
      [payment(id, { Account: { Code: '200' } }), ['Account type is invalid for making a payment to/from']],
      [
        payment(id, { Account: undefined }),
        ['You must specify an Account code or Account ID for the payment'],
      ],
      [payment(id, { Account: { Code: '092' } }), [writer.sandbox.switches.archivedAccountText]],
      [payment(id, { Account: { Code: '093' } }), [writer.sandbox.switches.wrongCurrencyText]],
      [payment(String(foreign), { Amount: 1 }), ['A currency rate must be specified']],
    ];
    for (const [body, sentences] of cases) {
      expect(await writer.refused('POST', 'Payments', body)).toEqual(sentences);
    }
    for (const Amount of [0, -1, 1.001, null]) {
      expect(await writer.refused('PUT', 'Payments', payment(id, { Amount }))).toHaveLength(1);
    }
    expect(await writer.refused('PUT', 'Payments', payment(NOBODY))).toHaveLength(1);
    expect(await read(id)).toMatchObject({ AmountDue: 115 });
  });

  it('56: the rate of a foreign payment comes from CurrencyRate or BankAmount, and is not needed in its own currency', async () => {
    const foreign = async () => invoiceId({ Contact: { Name: 'Abroad' }, CurrencyCode: 'USD' });
    const first = payment(await foreign(), { CurrencyRate: 0.5 });
    expect(await writer.made('PUT', 'Payments', first)).toMatchObject({ CurrencyRate: 0.5, BankAmount: 230 });
    const second = payment(await foreign(), { BankAmount: 184 });
    expect(await writer.made('PUT', 'Payments', second)).toMatchObject({
      CurrencyRate: 0.625,
      BankAmount: 184,
    });
    const third = payment(await foreign(), { Account: { Code: '093' } });
    expect(await writer.made('PUT', 'Payments', third)).toMatchObject({ Amount: 115, BankAmount: 115 });
  });

  it('57: an update may say nothing but Status', async () => {
    const id = await invoiceId();
    const { PaymentID } = await writer.made('POST', 'Payments', payment(id));
    const only = ['Only Status accepted for updates.'];
    for (const body of [
      { Status: 'DELETED', Amount: 115 },
      { Reference: 'x' },
      payment(id, { Status: 'DELETED' }),
    ]) {
      expect(await writer.refused('POST', `Payments/${PaymentID}`, body)).toEqual(only);
    }
    expect(await writer.refused('POST', 'Payments', { PaymentID, Amount: 1 })).toEqual(only);
    expect((await writer.send('POST', `Payments/${NOBODY}`, { Status: 'DELETED' })).status).toBe(404);
    const inEnvelope = { Payments: [{ PaymentID, Status: 'DELETED' }] };
    expect(await writer.made('POST', `Payments/${PaymentID}`, inEnvelope)).toMatchObject({
      Status: 'DELETED',
    });
  });

  it('59: payments that were reconciled or belong to a batch cannot be deleted one by one', async () => {
    const reconciled = payment(await invoiceId(), { IsReconciled: true });
    const { PaymentID } = await writer.made('PUT', 'Payments', reconciled);
    writer.sandbox.switches.reconciledPaymentText = 'It stands on a statement.';
    expect(await writer.refused('POST', `Payments/${PaymentID}`, { Status: 'DELETED' })).toEqual([
      'It stands on a statement.',
    ]);
    const posted = await writer.made('POST', 'Payments', payment(await invoiceId(), { IsReconciled: true }));
    expect(posted.IsReconciled).toBe(false);
    const ids = [await invoiceId(), await invoiceId()];
    const batch = await writer.made('PUT', 'BatchPayments', {
      BatchPayments: [
        {
          Account: { Code: '090' },
          Date: '2026-06-20',
          Reference: 'run 1',
          Payments: ids.map((InvoiceID) => ({ Invoice: { InvoiceID }, Amount: 100 })),
        },
      ],
    });
    expect(batch).toMatchObject({ Type: 'RECBATCH', Status: 'AUTHORISED', Reference: 'run 1' });
    expect(String(batch.TotalAmount)).toBe('200');
    const payments = batch.Payments as { PaymentID: string }[];
    expect(payments).toHaveLength(2);
    expect(await writer.refused('POST', `Payments/${payments[0]?.PaymentID}`, { Status: 'DELETED' })).toEqual(
      ['Payments within a batch cannot be deleted.'],
    );
    const { BatchPaymentID } = batch;
    expect(await writer.made('POST', 'BatchPayments', { BatchPaymentID, Status: 'DELETED' })).toMatchObject({
      Status: 'DELETED',
    });
    expect(await read(ids[0] ?? '')).toMatchObject({ AmountDue: 115, Status: 'AUTHORISED' });
    expect(
      await writer.refused('POST', `BatchPayments/${BatchPaymentID}`, { Status: 'DELETED' }),
    ).toHaveLength(1);
  });

  it('48: marks single payments too, and saves the good ones when summarizeErrors=false', async () => {
    const id = await invoiceId();
    const answered = await writer.send('PUT', 'Payments?summarizeErrors=false', {
      Payments: [payment(id, { Amount: 200 }), payment(id, { Amount: 20 })],
    });
    expect(answered.status).toBe(200);
    expect(elements(answered)).toMatchObject([
      {
        PaymentID: NOBODY,
        StatusAttributeString: 'ERROR',
        HasValidationErrors: true,
        ValidationErrors: [{ Message: EXCEEDS }],
      },
      { StatusAttributeString: 'OK', HasValidationErrors: false, ValidationErrors: [], Warnings: [] },
    ]);
    const single = await writer.send('POST', 'Payments?summarizeErrors=FALSE', payment(id, { Amount: 200 }));
    expect([single.status, elements(single)[0]?.StatusAttributeString]).toEqual([200, 'ERROR']);
    expect(await read(id)).toMatchObject({ AmountPaid: 20 });
  });
});
