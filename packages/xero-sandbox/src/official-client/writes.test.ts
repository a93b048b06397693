import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { runOfficialClient } from './run-client.ts';

describe('Xero’s own Node SDK, when it writes and reads the reports of it', () => {
  let sandbox: Sandbox;
  let report: Readonly<Record<string, unknown>>;

  beforeAll(async () => {
    sandbox = await startSandbox({ tls: true, organisations: [{ name: 'Books', contacts: 2, invoices: 0 }] });
    report = await runOfficialClient(sandbox, ['signIn', 'pay', 'credit', 'repeat', 'reports', 'invalid']);
  });

  afterAll(() => sandbox.close());

  it('47, 55: pays an invoice with one payment and with a list, and deletes a payment', () => {
    expect(report.pay).toEqual({ first: 15, paid: 'PAID', deleted: 'DELETED', due: 100 });
  });

  it('60: makes a credit note and allocates it', () => {
    expect(report.credit).toEqual({ allocated: 40, remaining: 60 });
  });

  it('50: gets the first answer again with the same idempotency key', () => {
    expect(report.repeat).toBe(true);
    const { AUTHORISED, PAID } = sandbox.books('Books').truth().invoices.ACCREC;
    expect(AUTHORISED + PAID).toBe(3);
  });

  it('reads one figure of what is owed from the contact, the aged receivables, the trial balance and the balance sheet', () => {
    // Due are 100 on the invoice paid in part, 75 on the credited one, 115 on the repeated one; 60 remain of the note.
    const owed = '230.00';
    expect(report.reports).toEqual({
      outstanding: Number(owed),
      aged: owed,
      trialBalance: owed,
      balanceSheet: owed,
      bankTotal: '15.00',
    });
  });

  it('49: rejects with a text that holds Xero’s sentences about the element', () => {
    expect(report.invalid).toMatchObject({
      response: { statusCode: 400 },
      body: {
        ErrorNumber: 10,
        Type: 'ValidationException',
        Elements: [
          {
            InvoiceID: '00000000-0000-0000-0000-000000000000',
            ValidationErrors: [{ Message: 'One or more line items must be specified' }],
          },
        ],
      },
    });
  });
});
