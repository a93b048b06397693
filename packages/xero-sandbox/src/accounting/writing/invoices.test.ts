import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAgainstModel } from '../conformity/check-against-model.ts';
import { invoice, NOBODY } from './test-bodies.ts';
import { elements, messagesOf, startWriter, type Writer } from './test-writer.ts';

describe('Writing invoices', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  it('47: PUT creates what it is given, bare, as a list or in an envelope, and never looks for an old one', async () => {
    for (const body of [invoice(), [invoice()], { Invoices: [invoice()] }, { invoices: [invoice()] }]) {
      const made = await writer.made('PUT', 'Invoices', body);
      expect(made).toMatchObject({
        Status: 'AUTHORISED',
        InvoiceNumber: expect.stringMatching(/^INV-\d+$/),
        Contact: { Name: 'Customer', ContactID: expect.stringMatching(/^[0-9a-f-]{36}$/) },
        DateString: '2026-06-01T00:00:00',
        SubTotal: 100,
        TotalTax: 15,
        Total: 115,
        AmountDue: 115,
      });
      expect(made.InvoiceID).not.toBe(NOBODY);
    }
    const { InvoiceNumber, InvoiceID } = await writer.made('PUT', 'Invoices', invoice());
    expect(await writer.refused('PUT', 'Invoices', invoice({ InvoiceNumber }))).toEqual([
      'Invoice # must be unique.',
    ]);
    const again = await writer.made('PUT', 'Invoices', invoice({ InvoiceID }));
    expect(again.InvoiceID).not.toBe(InvoiceID);
  });

  it('47: POST edits the invoice that is named by its id or number, and creates one that is not', async () => {
    const made = await writer.made('POST', 'Invoices', { Invoices: [invoice({ Status: 'DRAFT' })] });
    const { InvoiceID, InvoiceNumber } = made;
    const edited = await writer.made('POST', 'Invoices', { InvoiceID, Reference: 'by id' });
    expect(edited).toMatchObject({ InvoiceID, Reference: 'by id', Status: 'DRAFT', Total: 115 });
    const numbered = await writer.made('POST', 'Invoices', {
      InvoiceNumber,
      Type: 'ACCREC',
      Reference: 'by number',
    });
    expect(numbered).toMatchObject({ InvoiceID, Reference: 'by number' });
    const atPath = await writer.made('POST', `Invoices/${InvoiceID}`, {
      Invoices: [{ Status: 'AUTHORISED' }],
    });
    expect(atPath).toMatchObject({ InvoiceID, Status: 'AUTHORISED', Reference: 'by number' });
    expect((await writer.send('POST', `Invoices/${NOBODY}`, { Reference: 'x' })).status).toBe(404);
    writer.sandbox.switches.postByNumber = 'create';
    expect(await writer.refused('POST', 'Invoices', invoice({ InvoiceNumber }))).toEqual([
      'Invoice # must be unique.',
    ]);
    writer.sandbox.switches.postByNumber = 'update';
  });

  it('48, 49: one bad element means 400, nothing saved, and every element back with its sentences', async () => {
    const before = writer.sandbox.books('Books').truth().invoices.ACCREC.AUTHORISED;
    const answered = await writer.send('PUT', 'Invoices', {
      Invoices: [
        invoice(),
        invoice({ Contact: undefined, Reference: 'bad', Date: '2026-06-02T23:00:00-05:00' }),
      ],
    });
    expect(answered.status).toBe(400);
    expect(answered.body).toMatchObject({
      ErrorNumber: 10,
      Type: 'ValidationException',
      Message: 'A validation exception occurred',
      Elements: [
        { InvoiceID: NOBODY, HasErrors: false, ValidationErrors: [], Warnings: [] },
        {
          InvoiceID: NOBODY,
          Type: 'ACCREC',
          Reference: 'bad',
          Date: `/Date(${Date.UTC(2026, 5, 3)}+0000)/`,
          HasErrors: true,
          ValidationErrors: [{ Message: 'A Contact must be specified for this type of transaction' }],
          Warnings: [],
        },
      ],
    });
    for (const element of elements(answered)) expect(checkAgainstModel('Invoice', element)).toEqual([]);
    expect(writer.sandbox.books('Books').truth().invoices.ACCREC.AUTHORISED).toBe(before);
  });

  it('48: with summarizeErrors=false the good elements are saved and each one is marked', async () => {
    const answered = await writer.send('PUT', 'Invoices?SummarizeErrors=false', {
      Invoices: [invoice({ Contact: { Name: 'Never made' }, LineItems: [] }), invoice()],
    });
    expect(answered.status).toBe(200);
    const [bad, good] = elements(answered);
    expect(bad).toMatchObject({ InvoiceID: NOBODY, StatusAttributeString: 'ERROR', HasErrors: true });
    expect(messagesOf(bad)).toEqual(['One or more line items must be specified']);
    expect(good).toMatchObject({
      Status: 'AUTHORISED',
      StatusAttributeString: 'OK',
      HasErrors: false,
      ValidationErrors: [],
      Warnings: [],
    });
    expect((await writer.send('GET', `Invoices/${good?.InvoiceID}`)).status).toBe(200);
    const found = await writer.json('Contacts?where=Name=="Never made"');
    expect(found.Contacts).toEqual([]);
  });
});
