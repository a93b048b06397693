import { errorKind, messagesOf, refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { decimal, isRow, rowsIn, text } from '../json.ts';
import { Skip } from '../skip.ts';
import { changeInvoice, day, invoiceFields, line, makeApproved, makePayment, putInvoice } from './made.ts';
import { anAccount, holds, wireTime } from './samples.ts';

/** What Xero says to an invoice that it does not take, and how several are judged at once. */
export const refusals: Theme = {
  title: 'Refused invoices',
  needs: ['accounting.invoices', 'accounting.contacts'],
  checks: [
    {
      id: 'validation-error',
      about: 'A refusal is ErrorNumber 10 with the element, its zero id and its messages',
      behaviours: [49],
      expected: 'as described',
      writes: true,
      async run(xero) {
        const answer = await putInvoice(xero, { Status: 'AUTHORISED', DueDate: undefined });
        const [element] = isRow(answer.body) ? rowsIn(answer.body.Elements) : [];
        return holds({
          '400 ErrorNumber 10 ValidationException':
            errorKind(answer) === '400 ErrorNumber 10 ValidationException',
          'A validation exception occurred':
            text(isRow(answer.body) ? answer.body : undefined, 'Message') ===
            'A validation exception occurred',
          'a zero InvoiceID': text(element, 'InvoiceID') === '00000000-0000-0000-0000-000000000000',
          'its reference': text(element, 'Reference') === xero.written.mark,
          messages: messagesOf(answer).length > 0,
        });
      },
    },
    {
      id: 'all-or-nothing',
      about: 'One bad invoice among two: nothing is saved',
      behaviours: [48],
      expected: '400, nothing saved',
      writes: true,
      async run(xero) {
        const good = await invoiceFields(xero, { InvoiceNumber: `${xero.written.mark}-summed` });
        const bad = await invoiceFields(xero, { Status: 'AUTHORISED', DueDate: undefined });
        const { status } = await xero.send('PUT', 'Invoices', { Invoices: [good, bad] });
        const saved = await xero.rows(`Invoices?InvoiceNumbers=${xero.written.mark}-summed`);
        return `${status}, ${saved.length === 0 ? 'nothing' : 'the good one'} saved`;
      },
    },
    {
      id: 'each-for-itself',
      about: 'With summarizeErrors=false each is judged for itself',
      behaviours: [48],
      expected: '200: OK, ERROR with Due Date is required.',
      writes: true,
      async run(xero) {
        const good = await invoiceFields(xero);
        const bad = await invoiceFields(xero, { Status: 'AUTHORISED', DueDate: undefined });
        const answer = await xero.send('PUT', 'Invoices?summarizeErrors=false', { Invoices: [good, bad] });
        const states = isRow(answer.body)
          ? rowsIn(answer.body.Invoices).map((row) => text(row, 'StatusAttributeString'))
          : [];
        return `${answer.status}: ${states.join(', ')} with ${messagesOf(answer).join(' + ')}`;
      },
    },
    {
      id: 'no-contact',
      about: 'An invoice without a contact',
      behaviours: [49],
      expected: '400: A Contact must be specified for this type of transaction',
      writes: true,
      run: async (xero) => refusalOf(await putInvoice(xero, { Contact: undefined })),
    },
    {
      id: 'no-lines',
      about: 'An approved invoice without lines',
      behaviours: [49],
      expected: '400: One or more line items must be specified',
      writes: true,
      run: async (xero) => refusalOf(await putInvoice(xero, { Status: 'AUTHORISED', LineItems: [] })),
    },
    {
      id: 'unknown-account',
      about: 'A line with an account that does not exist',
      behaviours: [62],
      expected: "400: Account code '9zz9' is not a valid code for this document.",
      writes: true,
      run: async (xero) =>
        refusalOf(
          await putInvoice(xero, {
            Status: 'AUTHORISED',
            LineItems: [await line(xero, { AccountCode: '9zz9' })],
          }),
        ),
    },
    {
      id: 'archived-account',
      about: 'A line with an archived account',
      behaviours: [62],
      expected:
        "400: Account code '<code>' has been archived, or deleted. Each line item must reference a valid account.",
      writes: true,
      async run(xero) {
        const account = await anAccount(
          xero,
          'archived account with a code',
          (row) =>
            text(row, 'Status') === 'ARCHIVED' && text(row, 'Type') !== 'BANK' && text(row, 'Code') !== '',
        );
        const AccountCode = text(account, 'Code');
        const answer = await putInvoice(xero, {
          Status: 'AUTHORISED',
          LineItems: [await line(xero, { AccountCode })],
        });
        return refusalOf(answer).replace(`'${AccountCode}'`, "'<code>'");
      },
    },
    {
      id: 'wrong-tax-type',
      about: 'A line with a purchase’s tax on a sales account',
      behaviours: [62],
      expected: "400: The TaxType code 'INPUT2' cannot be used with account code '<code>'.",
      writes: true,
      async run(xero) {
        if (text(xero.organisation, 'CountryCode') !== 'NZ')
          throw new Skip('the tax types are those of New Zealand');
        const taxed = await line(xero, { TaxType: 'INPUT2' });
        const answer = await putInvoice(xero, {
          Status: 'AUTHORISED',
          LineAmountTypes: 'Exclusive',
          LineItems: [taxed],
        });
        return refusalOf(answer).replace(/account code '[^']*'/, "account code '<code>'");
      },
    },
    {
      id: 'locked-period',
      about: 'An invoice on the day of the lock date',
      behaviours: [58],
      expected: '400: The document date cannot be before the period lock date, currently set at dd-MMM-yyyy',
      writes: true,
      async run(xero) {
        const locked = wireTime(text(xero.organisation, 'PeriodLockDate'));
        if (Number.isNaN(locked)) throw new Skip('the organisation has no period lock date');
        const answer = await putInvoice(xero, {
          Status: 'AUTHORISED',
          Date: new Date(locked).toISOString().slice(0, 10),
        });
        return refusalOf(answer).replace(/\d\d-[A-Z][a-z]{2}-\d{4}/, 'dd-MMM-yyyy');
      },
    },
    {
      id: 'unsubscribed-currency',
      about: 'An invoice in a currency that the organisation does not use',
      expected: '400: Organisation is not subscribed to currency XPF',
      writes: true,
      run: async (xero) => refusalOf(await putInvoice(xero, { CurrencyCode: 'XPF' })),
    },
    {
      id: 'paid-date-change',
      about: 'Another date for an invoice with a payment',
      behaviours: [51],
      expected: '400: Date cannot be changed on an invoice that has payment or credit notes allocated to it.',
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await makePayment(xero, invoice);
        return refusalOf(await changeInvoice(xero, invoice, { Date: day(xero, -1) }));
      },
    },
    {
      id: 'line-arithmetic',
      about: 'Two at 10.00 that are said to make 30.00',
      behaviours: [54],
      writes: true,
      async run(xero) {
        const wrong = await line(xero, {
          Quantity: decimal('2'),
          UnitAmount: decimal('10.00'),
          LineAmount: decimal('30.00'),
        });
        return refusalOf(await putInvoice(xero, { LineItems: [wrong] }));
      },
    },
    {
      id: 'put-existing-number',
      about: 'PUT with the number of a draft that is there',
      behaviours: [47, 52],
      writes: true,
      async run(xero) {
        const InvoiceNumber = `${xero.written.mark}-again`;
        await putInvoice(xero, { InvoiceNumber });
        return refusalOf(await putInvoice(xero, { InvoiceNumber }));
      },
    },
    {
      id: 'broken-json',
      about: 'A body that is no JSON of records',
      behaviours: [49],
      writes: true,
      async run(xero) {
        const answer = await xero.send('PUT', 'Invoices', 'nonsense');
        return isRow(answer.body)
          ? `${errorKind(answer)}: ${text(answer.body, 'Message')}`
          : refusalOf(answer);
      },
    },
  ],
};
