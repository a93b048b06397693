import { type Answer, messagesOf, refusalOf, rowsOf, shortened } from '../answer.ts';
import type { Theme } from '../check.ts';
import { decimal, rowsIn, text } from '../json.ts';
import {
  allocate,
  deletePayment,
  invoiceFields,
  makeApproved,
  makeContact,
  makeCreditNote,
  makeDraft,
  makePayment,
  one,
  paymentFields,
  putInvoice,
  putPayment,
  reread,
} from './made.ts';
import { accounts, anAccount } from './samples.ts';

/** What Xero's documentation leaves open about writing. */
export const openWriting: Theme = {
  title: 'Open questions: writing',
  needs: ['accounting.invoices', 'accounting.contacts'],
  checks: [
    {
      id: 'idempotency-mismatch',
      about: 'The answer to a used Idempotency-Key with another request',
      behaviours: [50],
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-mismatch` };
        await putInvoice(xero, {}, key);
        return whole(await putInvoice(xero, { DueDate: undefined }, key), xero.written.mark);
      },
    },
    {
      id: 'idempotency-at-once',
      about: 'Two first calls with one Idempotency-Key at the same time',
      switch: 'simultaneousKeys',
      behaviours: [50],
      writes: true,
      async run(xero) {
        const key = { 'idempotency-key': `${xero.written.mark}-at-once` };
        // Made ready first, so that the two leave together.
        await invoiceFields(xero);
        const both = await Promise.all([putInvoice(xero, {}, key), putInvoice(xero, {}, key)]);
        const refused = both.filter((answer) => refusalOf(answer) !== 'accepted');
        if (refused.length > 0) return `${refused.length} refused with ${refusalOf(refused[0] as Answer)}`;
        const ids = new Set(both.map((answer) => text(rowsOf(answer)[0], 'InvoiceID')));
        return ids.size === 1 ? 'one invoice, shown twice' : 'two invoices';
      },
    },
    {
      id: 'idempotency-too-long',
      about: 'The answer to an Idempotency-Key of 129 letters',
      behaviours: [50],
      writes: true,
      run: async (xero) =>
        whole(
          await putInvoice(xero, {}, { 'idempotency-key': xero.written.mark.padEnd(129, 'x') }),
          xero.written.mark,
        ),
    },
    {
      id: 'reconciled-payment',
      about: 'Deleting a payment that is reconciled',
      switch: 'reconciledPaymentText',
      behaviours: [59],
      needs: ['accounting.payments'],
      writes: true,
      bundledOnly: 'would leave a payment that cannot be taken back',
      // After the tidying up, which would stumble over it.
      last: true,
      async run(xero) {
        const Contact = { ContactID: text(await makeContact(xero, 'reconciled'), 'ContactID') };
        const payment = await makePayment(xero, await makeApproved(xero, { Contact }), {
          IsReconciled: true,
        });
        return refusalOf(await deletePayment(xero, payment));
      },
    },
    {
      id: 'payment-other-currency',
      about: 'A payment from an account in a third currency',
      switch: 'wrongCurrencyText',
      behaviours: [56],
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const base = text(xero.organisation, 'BaseCurrency');
        const account = await anAccount(
          xero,
          'bank account in another currency',
          (row) =>
            text(row, 'Type') === 'BANK' &&
            text(row, 'Status') === 'ACTIVE' &&
            !['', base].includes(text(row, 'CurrencyCode')),
        );
        const answer = await putPayment(xero, await makeApproved(xero), {
          Account: { AccountID: text(account, 'AccountID') },
        });
        return refusalOf(answer);
      },
    },
    {
      id: 'payment-archived-account',
      about: 'A payment into an archived bank account',
      switch: 'archivedAccountText',
      behaviours: [56],
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const account = await anAccount(
          xero,
          'archived bank account',
          (row) => text(row, 'Type') === 'BANK' && text(row, 'Status') === 'ARCHIVED',
        );
        return refusalOf(
          await putPayment(xero, await makeApproved(xero), {
            Account: { AccountID: text(account, 'AccountID') },
          }),
        );
      },
    },
    {
      id: 'payment-reference-length',
      about: 'How long a payment’s reference may be',
      behaviours: [56],
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        const lengths = [255, 256, 500, 501, 1000, 4000];
        const Payments = [];
        for (const length of lengths) {
          const Reference = xero.written.mark.padEnd(length, 'x');
          Payments.push(await paymentFields(xero, invoice, { Amount: decimal('0.01'), Reference }));
        }
        const answer = await xero.send('PUT', 'Payments?summarizeErrors=false', { Payments });
        const rows = rowsOf(answer);
        return lengths
          .map((length, index) => {
            const refused = rowsIn(rows[index]?.ValidationErrors).map((error) => text(error, 'Message'));
            if (refused.length > 0) return `${length} ${refused.join(' + ')}`;
            const kept = text(rows[index], 'Reference').length;
            return `${length} ${kept === length ? 'kept' : `cut to ${kept}`}`;
          })
          .join('; ');
      },
    },
    {
      id: 'void-paid-text',
      about: 'What is said when an invoice with a payment is to be voided',
      behaviours: [51],
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await makePayment(xero, invoice);
        const id = text(invoice, 'InvoiceID');
        return refusalOf(await xero.send('POST', `Invoices/${id}`, { InvoiceID: id, Status: 'VOIDED' }));
      },
    },
    {
      id: 'due-date-of-part-paid',
      about: 'Whether another due date touches an invoice with a payment',
      behaviours: [46],
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        await makePayment(xero, invoice);
        const before = text(await reread(xero, invoice), 'UpdatedDateUTC');
        const id = text(invoice, 'InvoiceID');
        const due = new Date(xero.target.time.now() + 30 * 86_400_000).toISOString().slice(0, 10);
        const answer = await xero.send('POST', `Invoices/${id}`, { InvoiceID: id, DueDate: due });
        if (refusalOf(answer) !== 'accepted') return refusalOf(answer);
        return text(await reread(xero, invoice), 'UpdatedDateUTC') === before ? 'no' : 'yes';
      },
    },
    {
      id: 'payment-negative',
      about: 'Payments of 0.00 and of -1.00',
      behaviours: [56],
      needs: ['accounting.payments'],
      writes: true,
      async run(xero) {
        const invoice = await makeApproved(xero);
        const said = async (value: string) =>
          refusalOf(await putPayment(xero, invoice, { Amount: decimal(value) }));
        return `0.00: ${await said('0.00')}; -1.00: ${await said('-1.00')}`;
      },
    },
    {
      id: 'draft-tax-default',
      about: 'The tax of a line that names none',
      behaviours: [54],
      writes: true,
      async run(xero) {
        const draft = await makeDraft(xero, { LineAmountTypes: 'Exclusive' });
        const [first] = rowsIn(draft.LineItems);
        const account = (await accounts(xero)).find(
          (row) => text(row, 'Code') === text(first, 'AccountCode'),
        );
        return text(first, 'TaxType') === text(account, 'TaxType')
          ? 'the account’s own'
          : text(first, 'TaxType') || 'none';
      },
    },
    {
      id: 'over-allocation',
      about: 'A credit note allocated beyond what is left of it',
      behaviours: [60],
      writes: true,
      async run(xero) {
        return refusalOf(
          await allocate(xero, await makeCreditNote(xero, '30.00'), await makeApproved(xero), '30.01'),
        );
      },
    },
    {
      id: 'put-status-code',
      about: 'The statuses of a good PUT and a good POST',
      behaviours: [47],
      writes: true,
      async run(xero) {
        const answer = await putInvoice(xero);
        const id = text(one(answer), 'InvoiceID');
        const { status } = await xero.send('POST', `Invoices/${id}`, { InvoiceID: id, Status: 'DELETED' });
        return `PUT ${answer.status}, POST ${status}`;
      },
    },
  ],
};

/** A refusal with all that its body has, the run's own mark taken out. */
function whole(answer: Answer, mark: string): string {
  if (refusalOf(answer) === 'accepted' || messagesOf(answer).length > 0) return refusalOf(answer);
  const plain = answer.text.replaceAll(mark, '<mark>').replace(/x{20,}/g, 'x…');
  return `${answer.status}: ${shortened(plain, 300)}`;
}
