import Big from 'big.js';
import { amount, refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { decimal, type Row, rowsIn, text } from '../json.ts';
import type { Xero } from '../xero.ts';
import {
  changeInvoice,
  line,
  makeApproved,
  makeDraft,
  makePayment,
  marked,
  one,
  putInvoice,
  reread,
} from './made.ts';
import { holds } from './samples.ts';

/** Making, changing and ending invoices, and their arithmetic. */
export const invoicesWritten: Theme = {
  title: 'Writing invoices',
  needs: ['accounting.invoices', 'accounting.contacts'],
  checks: [
    {
      id: 'invoice-defaults',
      about: 'A new invoice is a draft with lines exclusive of tax and a number of its own',
      behaviours: [47, 52],
      expected: 'DRAFT, Exclusive, numbered',
      writes: true,
      async run(xero) {
        const row = await makeDraft(xero, { LineAmountTypes: undefined });
        return `${text(row, 'Status')}, ${text(row, 'LineAmountTypes')}, ${text(row, 'InvoiceNumber') === '' ? 'without number' : 'numbered'}`;
      },
    },
    {
      id: 'invoice-status-path',
      about: 'DRAFT to SUBMITTED, back to DRAFT, to AUTHORISED, to VOIDED',
      behaviours: [51],
      expected: 'SUBMITTED, DRAFT, AUTHORISED, VOIDED',
      writes: true,
      async run(xero) {
        const draft = await makeDraft(xero);
        const seen: string[] = [];
        for (const Status of ['SUBMITTED', 'DRAFT', 'AUTHORISED', 'VOIDED']) {
          const answer = await changeInvoice(xero, draft, { Status });
          seen.push(refusalOf(answer) === 'accepted' ? text(one(answer), 'Status') : refusalOf(answer));
        }
        return seen.join(', ');
      },
    },
    {
      id: 'invoice-deleted-is-final',
      about: 'A deleted draft cannot be approved',
      behaviours: [51],
      expected: '400: Invoice not of valid status for modification',
      writes: true,
      async run(xero) {
        const draft = await makeDraft(xero);
        one(await changeInvoice(xero, draft, { Status: 'DELETED' }));
        return refusalOf(await changeInvoice(xero, draft, { Status: 'AUTHORISED' }));
      },
    },
    {
      id: 'invoice-void-draft',
      about: 'A draft cannot be voided',
      behaviours: [51],
      expected: '400: Invoice not of valid status for modification',
      writes: true,
      run: async (xero) => refusalOf(await changeInvoice(xero, await makeDraft(xero), { Status: 'VOIDED' })),
    },
    {
      id: 'invoice-void-paid',
      about: 'An invoice with a payment cannot be voided',
      behaviours: [51],
      expected: 'refused with 400, still AUTHORISED',
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await makePayment(xero, invoice);
        const { status } = await changeInvoice(xero, invoice, { Status: 'VOIDED' });
        return `refused with ${status}, still ${text(await reread(xero, invoice), 'Status')}`;
      },
    },
    {
      id: 'invoice-approve-without-due',
      about: 'Approval needs a due date',
      behaviours: [51],
      expected: '400: Due Date is required.',
      writes: true,
      run: async (xero) => refusalOf(await putInvoice(xero, { Status: 'AUTHORISED', DueDate: undefined })),
    },
    {
      id: 'invoice-number-taken',
      about: 'A sales invoice’s number is taken once',
      behaviours: [52],
      expected: '400: Invoice # must be unique.',
      writes: true,
      async run(xero) {
        const InvoiceNumber = marked(xero, 'A');
        await makeApproved(xero, { InvoiceNumber });
        return refusalOf(await putInvoice(xero, { InvoiceNumber, Status: 'AUTHORISED' }));
      },
    },
    {
      id: 'bill-number-twice',
      about: 'Two bills may have the same number',
      behaviours: [52],
      expected: 'accepted',
      writes: true,
      async run(xero) {
        const bill = { Type: 'ACCPAY', InvoiceNumber: marked(xero, 'B'), Reference: undefined };
        one(await putInvoice(xero, bill));
        return refusalOf(await putInvoice(xero, bill));
      },
    },
    {
      id: 'lines-without-id',
      about: 'Lines that are sent without LineItemID are made anew, the others go',
      behaviours: [53],
      expected: '1 line with another id',
      writes: true,
      async run(xero) {
        const draft = await makeDraft(xero, { LineItems: [await line(xero), await line(xero)] });
        const before = rowsIn(draft.LineItems).map((row) => text(row, 'LineItemID'));
        await changeInvoice(xero, draft, { LineItems: [await line(xero)] });
        const after = rowsIn((await reread(xero, draft)).LineItems);
        const other = after.every((row) => !before.includes(text(row, 'LineItemID')));
        return `${after.length} line with ${other ? 'another' : 'the same'} id`;
      },
    },
    {
      id: 'lines-with-id',
      about: 'A line that is sent with its LineItemID is changed, the one left out goes',
      behaviours: [53],
      expected: '1 line with the same id',
      writes: true,
      async run(xero) {
        const draft = await makeDraft(xero, { LineItems: [await line(xero), await line(xero)] });
        const LineItemID = text(rowsIn(draft.LineItems)[0], 'LineItemID');
        await changeInvoice(xero, draft, { LineItems: [await line(xero, { LineItemID })] });
        const after = rowsIn((await reread(xero, draft)).LineItems);
        return `${after.length} line with ${text(after[0], 'LineItemID') === LineItemID ? 'the same' : 'another'} id`;
      },
    },
    {
      id: 'unit-amount-two-places',
      about: 'A unit amount is rounded to two places, with unitdp=4 to four',
      behaviours: [54],
      expected: '1.23 and 1.2346',
      writes: true,
      async run(xero) {
        const LineItems = [await line(xero, { UnitAmount: decimal('1.23456') })];
        const two = await makeDraft(xero, { LineItems });
        const id = text(two, 'InvoiceID');
        const four = one(await xero.send('POST', `Invoices/${id}?unitdp=4`, { InvoiceID: id, LineItems }));
        const unit = (row: Row) => new Big(text(rowsIn(row.LineItems)[0], 'UnitAmount')).toString();
        return `${unit(two)} and ${unit(four)}`;
      },
    },
    {
      id: 'totals-exclusive',
      about: 'Exclusive: lines add up to SubTotal, with tax to Total, and line taxes to TotalTax',
      behaviours: [54],
      expected: 'as described',
      writes: true,
      run: (xero) => sums(xero, 'Exclusive'),
    },
    {
      id: 'totals-inclusive',
      about: 'Inclusive: lines add up to Total',
      behaviours: [54],
      expected: 'as described',
      writes: true,
      run: (xero) => sums(xero, 'Inclusive'),
    },
    {
      id: 'totals-no-tax',
      about: 'NoTax: there is no tax',
      behaviours: [54],
      expected: 'as described',
      writes: true,
      run: (xero) => sums(xero, 'NoTax'),
    },
    {
      id: 'line-discount',
      about: 'A discount of 10 % comes off the line',
      behaviours: [54],
      expected: 'LineAmount 90.00, Total 90.00',
      writes: true,
      async run(xero) {
        const row = await makeDraft(xero, { LineItems: [await line(xero, { DiscountRate: decimal('10') })] });
        return `LineAmount ${amount(rowsIn(row.LineItems)[0], 'LineAmount')}, Total ${amount(row, 'Total')}`;
      },
    },
    {
      id: 'online-invoice',
      about: 'An approved sales invoice has an online address',
      behaviours: [64],
      expected: 'https://in.xero.com/…',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        const [row] = await xero.rows(`Invoices/${text(invoice, 'InvoiceID')}/OnlineInvoice`);
        const address = text(row, 'OnlineInvoiceUrl');
        return address.startsWith('https://in.xero.com/')
          ? 'https://in.xero.com/…'
          : address === ''
            ? 'none'
            : 'another host';
      },
    },
    {
      id: 'history',
      about: 'A new invoice has a history that says who made it',
      behaviours: [64],
      expected: 'Changes, DateUTC, User, Details',
      writes: true,
      async run(xero) {
        const [row] = await xero.rows(`Invoices/${text(await makeDraft(xero), 'InvoiceID')}/History`);
        return (
          ['Changes', 'DateUTC', 'User', 'Details'].filter((name) => text(row, name) !== '').join(', ') ||
          'nothing'
        );
      },
    },
    {
      id: 'created-by-app',
      about: 'createdByMyApp finds what the app made',
      behaviours: [42],
      expected: 'found',
      writes: true,
      async run(xero) {
        const id = text(await makeDraft(xero), 'InvoiceID');
        return (await xero.rows(`Invoices?page=1&createdByMyApp=true&IDs=${id}`)).length === 1
          ? 'found'
          : 'not found';
      },
    },
  ],
};

/** Whether the sums of an invoice with three odd lines agree, whatever the organisation's tax is. */
async function sums(xero: Xero, LineAmountTypes: string): Promise<string> {
  const LineItems = [];
  for (const each of ['0.33', '10.05', '19.99'])
    LineItems.push(await line(xero, { UnitAmount: decimal(each) }));
  const row = await makeDraft(xero, { LineAmountTypes, LineItems });
  const of = (name: string) =>
    rowsIn(row.LineItems)
      .reduce((total, each) => total.plus(text(each, name) || '0'), new Big(0))
      .toFixed(2);
  const total = new Big(text(row, 'SubTotal') || '0').plus(text(row, 'TotalTax') || '0').toFixed(2);
  return holds({
    'SubTotal + TotalTax = Total': total === amount(row, 'Total'),
    'line taxes = TotalTax': of('TaxAmount') === amount(row, 'TotalTax'),
    'lines = 30.37': of('LineAmount') === '30.37',
    ...(LineAmountTypes === 'Exclusive' && { 'lines = SubTotal': amount(row, 'SubTotal') === '30.37' }),
    ...(LineAmountTypes === 'Inclusive' && { 'lines = Total': amount(row, 'Total') === '30.37' }),
    ...(LineAmountTypes === 'NoTax' && { 'no tax': amount(row, 'TotalTax') === '0.00' }),
  });
}
