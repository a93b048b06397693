import { expect, test } from 'vitest';
import { testBooks } from '../test-books.ts';

test('55: a deleted payment stays readable, and its invoice is due again', () => {
  const { books, verbs, clock, invoice } = testBooks();
  const { id } = invoice('100.00');
  const payment = verbs.recordPayment(id, {});
  expect(books.invoices.get(id)).toMatchObject({ status: 'PAID', fullyPaidOn: '2026-06-15' });
  clock.advance(1000);
  expect(verbs.deletePayment(payment.id)).toMatchObject({
    status: 'DELETED',
    amount: '115.00',
    updatedAt: payment.updatedAt + 1000,
  });
  expect(books.invoices.get(id)).toMatchObject({
    status: 'AUTHORISED',
    amountDue: '115.00',
    amountPaid: '0.00',
    fullyPaidOn: null,
    paymentIds: [],
  });
  expect(() => verbs.deletePayment(payment.id)).toThrow('Payment not of valid status for modification');
});

test('59: a reconciled payment and one of a batch cannot be deleted; the batch can, with all of it', () => {
  const { books, verbs, switches, invoice } = testBooks();
  const [one, two] = [invoice('10.00'), invoice('20.00')];
  const payment = verbs.recordPayment(one.id, { amount: '1.50', isReconciled: true });
  switches.reconciledPaymentText = 'It has been reconciled.';
  expect(() => verbs.deletePayment(payment.id)).toThrow('It has been reconciled.');
  verbs.reconcilePayment(payment.id, false);
  verbs.deletePayment(payment.id);
  const batch = verbs.recordBatchPayment({
    account: '090',
    payments: [
      { invoice: one.id, amount: '11.50' },
      { invoice: two.number, amount: '3.00' },
    ],
  });
  expect(batch).toMatchObject({ type: 'RECBATCH', totalAmount: '14.50' });
  expect(() => verbs.deletePayment(batch.paymentIds[0] ?? '')).toThrow(
    'Payments within a batch cannot be deleted.',
  );
  verbs.deleteBatchPayment(batch.id);
  expect(books.invoices.get(one.id)).toMatchObject({ status: 'AUTHORISED', amountDue: '11.50' });
  expect(books.invoices.get(two.id)).toMatchObject({ amountDue: '23.00' });
});

test('a batch that fails in its second payment leaves nothing of the first', () => {
  const { books, verbs, invoice } = testBooks();
  const [one, two] = [invoice('10.00'), invoice('20.00')];
  const journals = books.ledger.all().length;
  const payments = [
    { invoice: one.id, amount: '11.50' },
    { invoice: two.id, amount: '99.00' },
  ];
  expect(() => verbs.recordBatchPayment({ account: '090', payments })).toThrow('exceeds');
  expect(books.invoices.get(one.id)).toEqual(one);
  expect(books.ledger.all()).toHaveLength(journals);
});

test('a payment at another rate leaves receivables exact and the difference as a currency gain', () => {
  const { verbs, invoice, balance } = testBooks();
  const before = { receivables: balance('610'), bank: balance('090'), gains: balance('497') };
  const { id } = invoice('100.00', { currency: 'USD', currencyRate: '0.5' });
  expect(balance('610') - before.receivables).toBe(23_000);
  const payment = verbs.recordPayment(id, { amount: '115.00', account: '090', currencyRate: '0.6' });
  expect(payment.bankAmount).toBe('191.67');
  expect(balance('610') - before.receivables).toBe(0);
  expect(balance('090') - before.bank).toBe(19_167);
  expect(balance('497') - before.gains).toBe(3_833);
});

test('amounts have the decimals of their currency: none in yen, three in Kuwaiti dinar', () => {
  const { verbs, books, invoice } = testBooks();
  const yen = invoice('1234.00', { currency: 'JPY' });
  expect(yen).toMatchObject({ subTotal: '1234', totalTax: '185', total: '1419', amountDue: '1419' });
  expect(() => verbs.recordPayment(yen.id, { amount: '1.5' })).toThrow('not an amount of money');
  const dinar = invoice('10.01', { currency: 'KWD' });
  expect(dinar).toMatchObject({ totalTax: '1.502', total: '11.512' });
  verbs.recordPayment(dinar.id, { amount: '0.001' });
  expect(books.invoices.get(dinar.id)?.amountDue).toBe('11.511');
});

test('an account in a third currency is refused, in the words of the switch', () => {
  const { verbs, books, invoice } = testBooks();
  const dollars = books.accounts.all().find((row) => row.currency === 'USD');
  const { id } = invoice('10.00', { currency: 'AUD' });
  expect(() => verbs.recordPayment(id, { amount: '1.00', account: dollars?.id })).toThrow(
    'The payment currency does not match the currency of the document.',
  );
});
