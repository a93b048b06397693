import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { invoice, LINE, NOBODY } from './test-bodies.ts';
import { startWriter, type Writer } from './test-writer.ts';

describe('Writing credits', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  function creditNote(more: object = {}): object {
    return { ...invoice(), DueDate: undefined, Type: 'ACCRECCREDIT', ...more };
  }

  const make = (path: string, body: object) => writer.made('PUT', path, body);

  async function read(path: string): Promise<Record<string, unknown>> {
    const envelope = await writer.json(path);
    const rows = Object.values(envelope).find((each) => Array.isArray(each)) as Record<string, unknown>[];
    return rows[0] ?? {};
  }

  it('60: allocating a credit note and taking that back changes both documents, and nothing left makes it PAID', async () => {
    const { InvoiceID } = await make('Invoices', invoice());
    const note = await make('CreditNotes', {
      CreditNotes: [creditNote({ LineItems: [{ ...LINE, Quantity: 1 }] })],
    });
    const { CreditNoteID } = note;
    expect(note).toMatchObject({ Status: 'AUTHORISED', Total: 57.5, RemainingCredit: 57.5 });
    const path = `CreditNotes/${CreditNoteID}/Allocations`;
    const first = await make(path, {
      Allocations: [{ Invoice: { InvoiceID }, Amount: 20, Date: '2026-06-05' }],
    });
    expect(first).toMatchObject({ Amount: 20, Invoice: { InvoiceID } });
    expect(first.AllocationID).not.toBe(NOBODY);
    const rest = await make(path, { Amount: '37.50', Invoice: { InvoiceID }, Date: '2026-06-06' });
    expect(await read(`CreditNotes/${CreditNoteID}`)).toMatchObject({
      Status: 'PAID',
      RemainingCredit: 0,
      Allocations: [{ AllocationID: first.AllocationID }, { AllocationID: rest.AllocationID }],
    });
    expect(await read(`Invoices/${InvoiceID}`)).toMatchObject({
      AmountDue: 57.5,
      AmountCredited: 57.5,
      CreditNotes: [{ AppliedAmount: 20 }, { AppliedAmount: 37.5 }],
    });
    const removed = await writer.send('DELETE', `${path}/${rest.AllocationID}`);
    const gone = {
      Date: `/Date(${Date.UTC(2026, 5, 6)}+0000)/`,
      Invoice: { InvoiceID },
      IsDeleted: true,
    };
    expect([removed.status, removed.body]).toMatchObject([200, { AllocationId: rest.AllocationID, ...gone }]);
    expect(await read(`CreditNotes/${CreditNoteID}`)).toMatchObject({
      Status: 'AUTHORISED',
      RemainingCredit: 37.5,
    });
    expect(await read(`Invoices/${InvoiceID}`)).toMatchObject({
      AmountDue: 95,
      AmountCredited: 20,
      Status: 'AUTHORISED',
    });
    expect((await writer.send('DELETE', `${path}/${rest.AllocationID}`)).status).toBe(404);
    writer.sandbox.switches.removedAllocation = 'list';
    expect((await writer.send('DELETE', `${path}/${first.AllocationID}`)).body).toMatchObject({
      Status: 'OK',
      Allocations: [{ AllocationID: first.AllocationID, IsDeleted: true }],
    });
    writer.sandbox.switches.removedAllocation = 'object';
  });

  it('60: only an approved credit note of that contact, and no more than is left, can be allocated', async () => {
    const { InvoiceID } = await make('Invoices', invoice());
    const draft = await make('CreditNotes', creditNote({ Status: 'DRAFT' }));
    const other = await make('CreditNotes', creditNote({ Contact: { Name: 'Somebody else' } }));
    const fine = await make('CreditNotes', creditNote());
    const refused = (id: unknown, Amount: number) =>
      writer.refused('PUT', `CreditNotes/${id}/Allocations`, { Invoice: { InvoiceID }, Amount });
    expect(await refused(draft.CreditNoteID, 1)).toHaveLength(1);
    expect(await refused(other.CreditNoteID, 1)).toHaveLength(1);
    expect(await refused(fine.CreditNoteID, 115.01)).toHaveLength(1);
    expect((await writer.send('PUT', `CreditNotes/${NOBODY}/Allocations`, { Amount: 1 })).status).toBe(404);
  });

  it('47, 60: a POST edits or approves a credit note, and its refund is a payment', async () => {
    const { CreditNoteID, CreditNoteNumber } = await make('CreditNotes', creditNote({ Status: 'DRAFT' }));
    expect(
      await writer.made('POST', 'CreditNotes', {
        CreditNoteNumber,
        Type: 'ACCRECCREDIT',
        Reference: 'sorry',
      }),
    ).toMatchObject({ CreditNoteID, Reference: 'sorry' });
    expect(await writer.made('POST', `CreditNotes/${CreditNoteID}`, { Status: 'AUTHORISED' })).toMatchObject({
      CreditNoteID,
      Status: 'AUTHORISED',
    });
    const refund = { CreditNote: { CreditNoteNumber }, Account: { Code: '090' }, Amount: 115 };
    expect(await make('Payments', refund)).toMatchObject({
      PaymentType: 'ARCREDITPAYMENT',
      Invoice: { Type: 'ACCRECCREDIT', InvoiceID: CreditNoteID },
    });
    expect(await read(`CreditNotes/${CreditNoteID}`)).toMatchObject({ Status: 'PAID', RemainingCredit: 0 });
  });

  it('61: an overpayment comes with a bank transaction, and its allocation lowers what is due without a payment', async () => {
    const { InvoiceID } = await make('Invoices', invoice());
    const received = await make('BankTransactions', {
      Type: 'RECEIVE-OVERPAYMENT',
      Contact: { Name: 'Customer' },
      BankAccount: { Code: '090' },
      Date: '2026-06-03',
      LineItems: [{ Description: 'Too much', Quantity: 1, UnitAmount: 40, AccountCode: '610' }],
    });
    const { OverpaymentID } = received;
    expect(received).toMatchObject({ Type: 'RECEIVE-OVERPAYMENT', Status: 'AUTHORISED', Total: 40 });
    expect(await read(`Overpayments/${OverpaymentID}`)).toMatchObject({
      OverpaymentID,
      ID: OverpaymentID,
      RemainingCredit: 40,
    });
    await make(`Overpayments/${OverpaymentID}/Allocations`, { Amount: 40, Invoice: { InvoiceID } });
    expect(await read(`Invoices/${InvoiceID}`)).toMatchObject({
      AmountDue: 75,
      AmountPaid: 0,
      AmountCredited: 40,
      Payments: [],
      Overpayments: [{ OverpaymentID, AppliedAmount: 40 }],
    });
    expect(await read(`Overpayments/${OverpaymentID}`)).toMatchObject({ Status: 'PAID', RemainingCredit: 0 });
    const refund = { Overpayment: { OverpaymentID }, Account: { Code: '090' }, Amount: 1 };
    expect(await writer.refused('PUT', 'Payments', refund)).toContain(
      'Payments can only be made against Authorised documents',
    );
  });

  it('61: a prepayment comes with a bank transaction too, keeps its tax, and ends with that transaction', async () => {
    const body = {
      Type: 'RECEIVE-PREPAYMENT',
      Contact: { Name: 'Customer' },
      BankAccount: { Code: '090' },
      LineItems: [LINE],
    };
    const { BankTransactionID, PrepaymentID } = await make('BankTransactions', body);
    expect(await read(`Prepayments/${PrepaymentID}`)).toMatchObject({ Total: 115, RemainingCredit: 115 });
    const refund = { Prepayment: { PrepaymentID }, Account: { Code: '090' }, Amount: 15 };
    expect(await make('Payments', refund)).toMatchObject({ PaymentType: 'ARPREPAYMENTPAYMENT' });
    expect(
      await writer.refused('POST', `BankTransactions/${BankTransactionID}`, { Status: 'DELETED' }),
    ).toHaveLength(1);
    const unused = await make('BankTransactions', body);
    await writer.made('POST', `BankTransactions/${unused.BankTransactionID}`, { Status: 'DELETED' });
    expect(await read(`Prepayments/${unused.PrepaymentID}`)).toMatchObject({ Status: 'VOIDED' });
  });
});
