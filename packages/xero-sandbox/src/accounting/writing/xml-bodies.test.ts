import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startWriter, type Writer } from './test-writer.ts';

const XML = { 'content-type': 'application/xml' };

const INVOICE = `<Invoice><Type>ACCREC</Type><Contact><Name>Tom &amp; Söhne</Name><Phones /></Contact>
  <Date>2026-06-01T00:00:00</Date><DueDate>2026-07-01T00:00:00</DueDate><Status>AUTHORISED</Status>
  <LineItems><LineItem><Description>Help</Description><Quantity>2</Quantity><UnitAmount>50.00</UnitAmount>
  <AccountCode>200</AccountCode><Tracking /></LineItem></LineItems></Invoice>`;

describe('Bodies in XML, as pyxero sends them', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  const put = (path: string, body: string, method = 'PUT') => writer.send(method, path, body, XML);

  it('47: one element or a list of them creates, and POST edits, with lists empty or filled', async () => {
    const one = await put('Invoices', INVOICE);
    expect(one.body).toMatchObject({
      Invoices: [
        { Contact: { Name: 'Tom & Söhne' }, Total: 115, AmountDue: 115, LineItems: [{ Quantity: 2 }] },
      ],
    });
    const [made] = one.body.Invoices as [{ readonly InvoiceID: string }];
    const two = await put('Invoices', `<Invoices>${INVOICE}${INVOICE}</Invoices>`);
    expect(two.body.Invoices).toHaveLength(2);
    const edit = `<Invoice><InvoiceID>${made.InvoiceID}</InvoiceID><Reference>by XML</Reference></Invoice>`;
    expect((await put('Invoices', edit, 'POST')).body).toMatchObject({
      Invoices: [{ Reference: 'by XML', Total: 115 }],
    });
    const blank = '<Contact><Name>Tom &amp; Söhne</Name><EmailAddress></EmailAddress><Addresses /></Contact>';
    expect((await put('Contacts', blank, 'POST')).body).toMatchObject({ Contacts: [{ EmailAddress: '' }] });
  });

  it('55: a payment in XML is made and deleted', async () => {
    const [invoice] = (await put('Invoices', INVOICE)).body.Invoices as [{ readonly InvoiceID: string }];
    const payment = `<Payment><Invoice><InvoiceID>${invoice.InvoiceID}</InvoiceID></Invoice>
      <Account><Code>090</Code></Account><Date>2026-06-02T00:00:00</Date><Amount>15.00</Amount></Payment>`;
    const [made] = (await put('Payments', payment)).body.Payments as [{ readonly PaymentID: string }];
    const path = `Payments/${made.PaymentID}`;
    const deleted = await put(path, '<Payment><Status>DELETED</Status></Payment>', 'POST');
    expect(deleted.body).toMatchObject({ Payments: [{ Status: 'DELETED', Amount: 15 }] });
  });

  it('60: an allocation in XML says AppliedAmount', async () => {
    const [invoice] = (await put('Invoices', INVOICE)).body.Invoices as [{ readonly InvoiceID: string }];
    const note = INVOICE.replaceAll('Invoice>', 'CreditNote>').replace('ACCREC', 'ACCRECCREDIT');
    const [made] = (await put('CreditNotes', note)).body.CreditNotes as [{ readonly CreditNoteID: string }];
    const allocation = `<Allocation><Invoice><InvoiceID>${invoice.InvoiceID}</InvoiceID></Invoice>
      <AppliedAmount>40</AppliedAmount></Allocation>`;
    const answered = await put(`CreditNotes/${made.CreditNoteID}/Allocations`, allocation);
    expect(answered.body).toMatchObject({ Allocations: [{ Amount: 40 }] });
  });

  it('49: a refusal in answer to XML is JSON for a caller that accepts JSON', async () => {
    const answered = await put('Invoices', '<Invoice><Type>ACCREC</Type></Invoice>');
    expect([answered.status, answered.body]).toMatchObject([
      400,
      { ErrorNumber: 10, Elements: [{ Type: 'ACCREC' }] },
    ]);
  });

  it('answers 400 with ErrorNumber 14 to what is no XML, is too deep, or declares entities', async () => {
    for (const body of [
      '',
      '{}',
      '<Invoice>',
      '<Invoice><Type>ACCREC</Invoice>',
      '<Invoice/>',
      '<a>'.repeat(50_000),
      `${'<a>'.repeat(5000)}${'</a>'.repeat(5000)}`,
      '<!DOCTYPE x [<!ENTITY e "ee">]><Invoice><Type>&e;</Type></Invoice>',
    ]) {
      const answered = await put('Invoices', body);
      expect([answered.status, answered.body], body.slice(0, 100)).toMatchObject([
        400,
        { ErrorNumber: 14, Message: expect.stringContaining('XML for post data was invalid') },
      ]);
    }
  });
});
