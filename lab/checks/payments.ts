import { amount, refusalOf } from '../answer.ts';
import type { Theme } from '../check.ts';
import { decimal, rowsIn, text } from '../json.ts';
import { Skip } from '../skip.ts';
import {
  day,
  deletePayment,
  makeApproved,
  makeDraft,
  makePayment,
  marked,
  one,
  paymentFields,
  putPayment,
  reread,
} from './made.ts';
import { accounts, anAccount, bankAccount, holds, wireTime } from './samples.ts';

/** Payments: what they do to an invoice, how they go, and what is refused. */
export const payments: Theme = {
  title: 'Payments',
  needs: ['accounting.payments', 'accounting.invoices', 'accounting.contacts'],
  checks: [
    {
      id: 'payment-moves-amounts',
      about: 'A payment moves its amount from AmountDue to AmountPaid',
      behaviours: [55],
      expected: 'AUTHORISED, due 60.00, paid 40.00',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await makePayment(xero, invoice);
        const row = await reread(xero, invoice);
        return `${text(row, 'Status')}, due ${amount(row, 'AmountDue')}, paid ${amount(row, 'AmountPaid')}`;
      },
    },
    {
      id: 'payment-touches-invoice',
      about: 'It gives the invoice a newer UpdatedDateUTC, and the invoice lists it',
      behaviours: [46],
      expected: 'newer, listed',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        const payment = await makePayment(xero, invoice);
        const row = await reread(xero, invoice);
        const newer = wireTime(text(row, 'UpdatedDateUTC')) > wireTime(text(invoice, 'UpdatedDateUTC'));
        const listed = rowsIn(row.Payments).some(
          (each) => text(each, 'PaymentID') === text(payment, 'PaymentID'),
        );
        return `${newer ? 'newer' : 'the same'}, ${listed ? 'listed' : 'not listed'}`;
      },
    },
    {
      id: 'payment-in-full',
      about: 'With nothing left to pay the invoice is PAID on the payment’s date',
      behaviours: [55],
      expected: 'PAID, FullyPaidOnDate is the payment’s',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero, { Date: day(xero, -3) });
        const payment = await makePayment(xero, invoice, { Amount: decimal('100.00'), Date: day(xero, -1) });
        const row = await reread(xero, invoice);
        const same = text(row, 'FullyPaidOnDate') === text(payment, 'Date') && text(payment, 'Date') !== '';
        return `${text(row, 'Status')}, FullyPaidOnDate ${same ? 'is' : 'is not'} the payment’s`;
      },
    },
    {
      id: 'payment-deleted',
      about: 'A deleted payment stays readable, and the invoice is open again',
      behaviours: [55],
      expected: 'DELETED, AUTHORISED, due 100.00, paid 0.00',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        const payment = await makePayment(xero, invoice, { Amount: decimal('100.00') });
        one(await deletePayment(xero, payment));
        const [left] = await xero.rows(`Payments/${text(payment, 'PaymentID')}`);
        const row = await reread(xero, invoice);
        return `${text(left, 'Status')}, ${text(row, 'Status')}, due ${amount(row, 'AmountDue')}, paid ${amount(row, 'AmountPaid')}`;
      },
    },
    {
      id: 'payment-delta',
      about: 'A deleted payment is among the payments that changed',
      behaviours: [39],
      expected: 'DELETED',
      writes: true,
      async run(xero) {
        const payment = await makePayment(xero, await makeApproved(xero));
        one(await deletePayment(xero, payment));
        const since = new Date(wireTime(text(payment, 'UpdatedDateUTC')) - 2000).toISOString();
        const rows = await xero.rows('Payments?page=1&pageSize=1000', { 'if-modified-since': since });
        return (
          text(
            rows.find((row) => text(row, 'PaymentID') === text(payment, 'PaymentID')),
            'Status',
          ) || 'missing'
        );
      },
    },
    {
      id: 'payment-bare-object',
      about: 'POST takes one payment without an envelope',
      behaviours: [47],
      expected: 'AUTHORISED ACCRECPAYMENT',
      writes: true,
      async run(xero) {
        const row = one(
          await xero.send('POST', 'Payments', await paymentFields(xero, await makeApproved(xero))),
        );
        return `${text(row, 'Status')} ${text(row, 'PaymentType')}`;
      },
    },
    {
      id: 'payment-by-code',
      about: 'The account may be named by its code',
      behaviours: [55],
      expected: 'accepted',
      writes: true,
      async run(xero) {
        const id = await bankAccount(xero);
        const Code = text(
          (await accounts(xero)).find((row) => text(row, 'AccountID') === id),
          'Code',
        );
        if (Code === '') throw new Skip('the bank account has no code');
        return refusalOf(await putPayment(xero, await makeApproved(xero), { Account: { Code } }));
      },
    },
    {
      id: 'payments-of-invoice',
      about: 'Payments are found by their invoice',
      behaviours: [41],
      expected: '1 row',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await makePayment(xero, invoice);
        const clause = encodeURIComponent(`Invoice.InvoiceID==Guid("${text(invoice, 'InvoiceID')}")`);
        return `${(await xero.rows(`Payments?page=1&where=${clause}`)).length} row`;
      },
    },
    {
      id: 'payment-date-form',
      about: 'A payment’s date has no readable twin, and UpdatedDateUTC is as everywhere',
      behaviours: [33],
      expected: 'as described',
      writes: true,
      async run(xero) {
        const [row] = await xero.rows(
          `Payments/${text(await makePayment(xero, await makeApproved(xero)), 'PaymentID')}`,
        );
        return holds({
          'Date as /Date(ms+0000)/': /^\/Date\(-?\d+\+0000\)\/$/.test(text(row, 'Date')),
          'no DateString': row !== undefined && !('DateString' in row),
          UpdatedDateUTC: /^\/Date\(\d+\+0000\)\/$/.test(text(row, 'UpdatedDateUTC')),
        });
      },
    },
    {
      id: 'payment-too-much',
      about: 'A payment of more than is due',
      behaviours: [56],
      expected: '400: Payment amount exceeds the amount outstanding on this document',
      writes: true,
      run: async (xero) =>
        refusalOf(await putPayment(xero, await makeApproved(xero), { Amount: decimal('100.01') })),
    },
    {
      id: 'payment-on-draft',
      about: 'A payment on a draft',
      behaviours: [56],
      expected:
        '400: Payment amount exceeds the amount outstanding on this document + Payments can only be made against Authorised documents',
      writes: true,
      run: async (xero) => refusalOf(await putPayment(xero, await makeDraft(xero))),
    },
    {
      id: 'payment-no-account',
      about: 'A payment without an account',
      behaviours: [56],
      expected: '400: You must specify an Account code or Account ID for the payment',
      writes: true,
      run: async (xero) =>
        refusalOf(await putPayment(xero, await makeApproved(xero), { Account: undefined })),
    },
    {
      id: 'payment-wrong-account',
      about: 'A payment into an account that takes none',
      behaviours: [56],
      expected: '400: Account type is invalid for making a payment to/from',
      writes: true,
      async run(xero) {
        const account = await anAccount(
          xero,
          'account that takes no payments',
          (row) =>
            text(row, 'Status') === 'ACTIVE' &&
            text(row, 'Type') === 'REVENUE' &&
            text(row, 'EnablePaymentsToAccount') === 'false',
        );
        return refusalOf(
          await putPayment(xero, await makeApproved(xero), {
            Account: { AccountID: text(account, 'AccountID') },
          }),
        );
      },
    },
    {
      id: 'payment-only-status',
      about: 'A payment is never changed, only deleted',
      behaviours: [57],
      expected: '400: Only Status accepted for updates.',
      writes: true,
      async run(xero) {
        const payment = await makePayment(xero, await makeApproved(xero));
        const id = text(payment, 'PaymentID');
        return refusalOf(
          await xero.send('POST', `Payments/${id}`, { PaymentID: id, Amount: decimal('10.00') }),
        );
      },
    },
    {
      id: 'payment-deleted-twice',
      about: 'A payment is deleted once',
      behaviours: [55],
      expected: '400: Payment not of valid status for modification',
      writes: true,
      async run(xero) {
        const payment = await makePayment(xero, await makeApproved(xero));
        one(await deletePayment(xero, payment));
        return refusalOf(await deletePayment(xero, payment));
      },
    },
    {
      id: 'payment-locked-period',
      about: 'A payment on the day of the lock date',
      behaviours: [58],
      expected: 'Organisation accounts are locked on the specified payment …',
      writes: true,
      async run(xero) {
        const locked = wireTime(text(xero.organisation, 'PeriodLockDate'));
        if (Number.isNaN(locked)) throw new Skip('the organisation has no period lock date');
        const said = refusalOf(
          await putPayment(xero, await makeApproved(xero), {
            Date: new Date(locked).toISOString().slice(0, 10),
          }),
        );
        const known = 'Organisation accounts are locked on the specified payment';
        return said.startsWith(`400: ${known}`) ? `${known} …` : said;
      },
    },
    {
      id: 'payment-in-batch',
      about: 'A payment of a batch cannot be deleted by itself',
      behaviours: [59],
      expected: '400: Payments within a batch cannot be deleted.',
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        const batch = {
          Account: { AccountID: await bankAccount(xero) },
          Date: day(xero, 0),
          Reference: marked(xero, 'batch'),
          Payments: [{ Invoice: { InvoiceID: text(invoice, 'InvoiceID') }, Amount: decimal('40.00') }],
        };
        const made = one(await xero.send('PUT', 'BatchPayments', { BatchPayments: [batch] }));
        const [payment] = rowsIn(made.Payments);
        return refusalOf(await deletePayment(xero, payment ?? {}));
      },
    },
  ],
};
