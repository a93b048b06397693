import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bill, invoice, LINE } from './test-bodies.ts';
import { startWriter, type Writer } from './test-writer.ts';

describe('What the API allows of invoices', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  const make = (more: object = {}) => writer.made('PUT', 'Invoices', invoice(more));
  const to = (id: unknown, Status: string) => writer.made('POST', `Invoices/${id}`, { Status });
  const notTo = (id: unknown, Status: string) => writer.refused('POST', `Invoices/${id}`, { Status });

  it('51: walks through the statuses, and ends for good with VOIDED and DELETED', async () => {
    const { InvoiceID } = await make({ Status: 'DRAFT' });
    for (const status of ['SUBMITTED', 'DRAFT', 'SUBMITTED', 'AUTHORISED']) {
      expect(await to(InvoiceID, status)).toMatchObject({ InvoiceID, Status: status });
    }
    expect(await notTo(InvoiceID, 'DELETED')).toEqual(['Invoice not of valid status for modification']);
    expect(await to(InvoiceID, 'VOIDED')).toMatchObject({ Status: 'VOIDED', AmountDue: 0, Total: 115 });
    const draft = await make({ Status: 'DRAFT' });
    expect(await to(draft.InvoiceID, 'DELETED')).toMatchObject({ Status: 'DELETED' });
    for (const id of [InvoiceID, draft.InvoiceID]) {
      expect(await notTo(id, 'AUTHORISED')).toEqual(['Invoice not of valid status for modification']);
      expect(await writer.refused('POST', `Invoices/${id}`, { Reference: 'x' })).toEqual([
        'Invoice not of valid status for modification',
      ]);
    }
    for (const status of ['PAID', 'VOIDED', 'DELETED']) {
      expect(await writer.refused('PUT', 'Invoices', invoice({ Status: status }))).toEqual([
        'Invoice not of valid status for creation',
      ]);
    }
  });

  it('51: an invoice with a payment keeps its status and date, and one without due date cannot be approved', async () => {
    const { InvoiceID } = await make();
    const pay = (Amount: number) => ({ Invoice: { InvoiceID }, Account: { Code: '090' }, Amount });
    await writer.made('PUT', 'Payments', pay(15));
    expect(await notTo(InvoiceID, 'VOIDED')).toEqual([
      'The status VOIDED cannot be applied to the invoice because it has payment or Credit notes allocated to it.',
    ]);
    expect(await writer.refused('POST', `Invoices/${InvoiceID}`, { Date: '2026-06-02' })).toEqual([
      'Date cannot be changed on an invoice that has payment or credit notes allocated to it.',
    ]);
    await writer.made('PUT', 'Payments', pay(100));
    expect(await notTo(InvoiceID, 'AUTHORISED')).toEqual([
      'The status AUTHORISED cannot be applied to the invoice because it has payment or Credit notes allocated to it.',
    ]);
    expect(await writer.refused('PUT', 'Invoices', invoice({ DueDate: undefined }))).toEqual([
      'Due Date is required.',
    ]);
  });

  it('51: a part-paid invoice can be sent back with the lines that were read and something else changed', async () => {
    const { InvoiceID } = await make();
    await writer.made('PUT', 'Payments', { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount: 15 });
    const [read] = (await writer.json(`Invoices/${InvoiceID}`)).Invoices as [Record<string, unknown>];
    const { LineItems, DueDate, Status, CurrencyRate } = read;
    const edited = { InvoiceID, LineItems, DueDate, Status, CurrencyRate, Reference: 'sent back' };
    expect(await writer.made('POST', 'Invoices', { Invoices: [edited] })).toMatchObject({
      Reference: 'sent back',
      AmountDue: 100,
    });
    // With four places 50.0000 comes back where the books have 50.00: the same price.
    const [precise] = (await writer.json(`Invoices/${InvoiceID}?unitdp=4`)).Invoices as [object];
    const again = { ...precise, Reference: 'sent back with unitdp' };
    expect(await writer.made('POST', 'Invoices?unitdp=4', { Invoices: [again] })).toMatchObject({
      Reference: 'sent back with unitdp',
      AmountDue: 100,
    });
    const cheaper = { ...edited, LineItems: [LINE] };
    expect(await writer.refused('POST', 'Invoices', cheaper)).toEqual([
      'Invoice not of valid status for modification',
    ]);
  });

  it('52: sales invoices are numbered by themselves and no two share a number, bills may', async () => {
    const [first, second] = [await make(), await make()];
    expect(first.InvoiceNumber).not.toBe(second.InvoiceNumber);
    await make({ InvoiceNumber: 'MINE-1' });
    expect(await writer.refused('PUT', 'Invoices', invoice({ InvoiceNumber: 'MINE-1' }))).toEqual([
      'Invoice # must be unique.',
    ]);
    const two = [bill({ InvoiceNumber: 'THEIRS-1' }), bill({ InvoiceNumber: 'THEIRS-1' })];
    const { status, body } = await writer.send('POST', 'Invoices', { Invoices: two });
    expect(status).toBe(200);
    expect(body.Invoices).toMatchObject([{ InvoiceNumber: 'THEIRS-1' }, { InvoiceNumber: 'THEIRS-1' }]);
  });

  it('58: lock dates block documents and payments, and both are named when both are set', async () => {
    const { InvoiceID } = await make();
    const books = writer.sandbox.books('Books');
    books.setLockDates({ periodLockDate: '2026-06-30', endOfYearLockDate: '2026-06-15' });
    expect(await writer.refused('PUT', 'Invoices', invoice())).toEqual([
      'The document date cannot be before the period lock date, currently set at 30-Jun-2026',
      'The document date cannot be before the end of year lock date, currently set at 15-Jun-2026',
    ]);
    const payment = { Invoice: { InvoiceID }, Account: { Code: '090' }, Amount: 1, Date: '2026-06-20' };
    expect(await writer.refused('PUT', 'Payments', payment)).toEqual([
      expect.stringMatching(/^Organisation accounts are locked on the specified payment /),
    ]);
    books.setLockDates({ periodLockDate: null, endOfYearLockDate: null });
  });

  it('62: archived contacts and accounts, wrong accounts and tax types are refused in Xero’s words', async () => {
    const { ContactID } = await writer.made('PUT', 'Contacts', { Name: 'Former' });
    await writer.made('POST', `Contacts/${ContactID}`, { ContactStatus: 'ARCHIVED' });
    expect(await writer.refused('PUT', 'Invoices', invoice({ Contact: { ContactID } }))).toEqual([
      'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.',
    ]);
    const line = (more: object) => invoice({ LineItems: [{ ...LINE, ...more }] });
    const sentences = {
      "Account code '299' has been archived, or deleted. Each line item must reference a valid account.":
        line({ AccountCode: '299' }),
      "Account code '999' is not a valid code for this document.": line({ AccountCode: 999 }),
      "The TaxType code 'INPUT2' cannot be used with account code '200'.": line({ TaxType: 'INPUT2' }),
      'Organisation is not subscribed to currency EUR': invoice({ CurrencyCode: 'EUR' }),
      'A Contact must be specified for this type of transaction': invoice({ Contact: {} }),
      'One or more line items must be specified': invoice({ LineItems: [] }),
    };
    for (const [sentence, body] of Object.entries(sentences)) {
      expect(await writer.refused('PUT', 'Invoices', body)).toEqual([sentence]);
    }
  });
});
