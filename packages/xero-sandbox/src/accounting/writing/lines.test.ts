import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bill, invoice, LINE } from './test-bodies.ts';
import { startWriter, type Writer } from './test-writer.ts';

interface Line {
  readonly LineItemID: string;
  readonly Description: string;
  readonly LineAmount: number;
}

describe('Writing lines', () => {
  let writer: Writer;

  beforeAll(async () => {
    writer = await startWriter();
  });

  afterAll(() => writer.sandbox.close());

  const make = (lines: object[], more: object = {}) =>
    writer.made('PUT', 'Invoices?unitdp=2', invoice({ LineItems: lines, ...more }));
  const linesOf = (made: Record<string, unknown>) => made.LineItems as Line[];

  it('53: an update keeps the lines whose LineItemID it names, deletes the others, and adds what has none', async () => {
    const made = await make([LINE, { ...LINE, Description: 'Gone' }]);
    const [kept, gone] = linesOf(made);
    const edited = await writer.made('POST', `Invoices/${made.InvoiceID}`, {
      LineItems: [
        { LineItemID: kept?.LineItemID, Quantity: 3 },
        { ...LINE, Description: 'New' },
      ],
    });
    const lines = linesOf(edited);
    expect(lines).toMatchObject([
      { LineItemID: kept?.LineItemID, Description: 'Help', LineAmount: 150 },
      { Description: 'New', LineAmount: 100 },
    ]);
    expect(lines.map(({ LineItemID }) => LineItemID)).not.toContain(gone?.LineItemID);
    const again = await writer.made('POST', `Invoices/${made.InvoiceID}`, { LineItems: [LINE] });
    expect(linesOf(again)).toHaveLength(1);
    expect(linesOf(again)[0]?.LineItemID).not.toBe(kept?.LineItemID);
    expect(again).toMatchObject({ Total: 115, AmountDue: 115 });
  });

  it('54: unit amounts have two decimals, and four with unitdp=4, when they are written and when they are read', async () => {
    const line = { ...LINE, Quantity: 1000, UnitAmount: 0.0349 };
    const two = await writer.made('PUT', 'Invoices', invoice({ LineItems: [line] }));
    expect(two).toMatchObject({ LineItems: [{ UnitAmount: 0.03, LineAmount: 30 }] });
    const four = await writer.made('PUT', 'Invoices?unitdp=4', invoice({ LineItems: [line] }));
    expect(four).toMatchObject({ SubTotal: 34.9, LineItems: [{ UnitAmount: 0.0349, LineAmount: 34.9 }] });
    const read = await writer.json(`Invoices/${four.InvoiceID}`);
    expect(read.Invoices).toMatchObject([{ LineItems: [{ UnitAmount: 0.03, LineAmount: 34.9 }] }]);
  });

  it('54: tax is rounded on each line and then summed, added to, taken out of, or left off the amounts', async () => {
    const cents = Array.from({ length: 3 }, () => ({ ...LINE, Quantity: 1, UnitAmount: '0.10' }));
    expect(await make(cents)).toMatchObject({ SubTotal: 0.3, TotalTax: 0.06, Total: 0.36 });
    expect(await make(cents, { LineAmountTypes: 'Inclusive' })).toMatchObject({
      SubTotal: 0.27,
      TotalTax: 0.03,
      Total: 0.3,
    });
    expect(await make(cents, { LineAmountTypes: 'NoTax' })).toMatchObject({ TotalTax: 0, Total: 0.3 });
  });

  it('54: amounts that are given must fit together, tax may be overridden, and discounts come either way', async () => {
    expect(await make([{ ...LINE, LineAmount: 100, TaxAmount: 14.5 }])).toMatchObject({ Total: 114.5 });
    expect(await make([{ Description: 'Sum', LineAmount: 33.33, AccountCode: '200' }])).toMatchObject({
      LineItems: [{ Quantity: 1, UnitAmount: 33.33, LineAmount: 33.33 }],
    });
    const wrong = invoice({ LineItems: [{ ...LINE, LineAmount: 99 }] });
    expect(await writer.refused('PUT', 'Invoices', wrong)).toHaveLength(1);
    expect(await make([{ ...LINE, DiscountRate: 10 }])).toMatchObject({
      SubTotal: 90,
      TotalDiscount: 10,
      LineItems: [{ DiscountRate: 10, DiscountAmount: 10 }],
    });
    expect(await make([{ ...LINE, Quantity: 3, UnitAmount: 33.33, DiscountAmount: 7.77 }])).toMatchObject({
      SubTotal: 92.22,
      LineItems: [{ DiscountAmount: 7.77 }],
    });
    expect(await make([LINE, { Description: 'Only words' }])).toMatchObject({
      Total: 115,
      LineItems: [{}, { Description: 'Only words', LineAmount: 0 }],
    });
  });

  it('54: no amount passes through a float on its way in or out', async () => {
    const body = JSON.stringify(invoice({ LineItems: [LINE, LINE] }))
      .replace('"UnitAmount":50', '"UnitAmount":123456789012.34')
      .replace('"UnitAmount":50', '"UnitAmount":0.30000000000000004')
      .replaceAll('"Quantity":2', '"Quantity":1.0');
    const { status, text } = await writer.send('PUT', 'Invoices', body);
    expect([status, text]).toEqual([200, expect.stringContaining('"SubTotal":123456789012.64')]);
  });

  it('54: an item fills what a line leaves open, with its sales side for invoices and its purchase side for bills', async () => {
    await writer.made('PUT', 'Items', {
      Code: 'CHAIR',
      Name: 'Chair',
      Description: 'A chair',
      PurchaseDescription: 'A chair, bought',
      SalesDetails: { UnitPrice: 80, AccountCode: '260', TaxType: 'OUTPUT2' },
      PurchaseDetails: { UnitPrice: 45.5, AccountCode: '310', TaxType: 'INPUT2' },
    });
    const items = [{ ItemCode: 'CHAIR', Quantity: 2 }];
    expect(await make(items)).toMatchObject({
      SubTotal: 160,
      LineItems: [{ ItemCode: 'CHAIR', Description: 'A chair', AccountCode: '260', TaxType: 'OUTPUT2' }],
    });
    expect(await writer.made('PUT', 'Invoices', bill({ LineItems: items }))).toMatchObject({
      SubTotal: 91,
      LineItems: [{ Description: 'A chair, bought', AccountCode: '310', TaxType: 'INPUT2' }],
    });
    const own = await make([{ ItemCode: 'CHAIR', Quantity: 1, UnitAmount: 70, Description: 'This one' }]);
    expect(own).toMatchObject({ SubTotal: 70, LineItems: [{ Description: 'This one', AccountCode: '260' }] });
    const unknown = invoice({ LineItems: [{ ItemCode: 'TABLE', Quantity: 1 }] });
    expect(await writer.refused('PUT', 'Invoices', unknown)).toEqual(["Item code 'TABLE' is not valid"]);
  });
});
