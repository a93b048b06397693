import { expect, test } from 'vitest';
import { testBooks } from '../test-books.ts';

test('60: an allocation shrinks the credit note and the invoice, and taking it back restores both', () => {
  const { books, verbs, invoice, creditNote } = testBooks();
  const { id } = invoice('100.00');
  const credit = creditNote('20.00');
  const allocation = verbs.allocateCredit(credit.id, { invoice: id, amount: '23.00' });
  expect(books.invoices.get(id)).toMatchObject({
    amountDue: '92.00',
    amountCredited: '23.00',
    amountPaid: '0.00',
    paymentIds: [],
    credits: [{ allocationId: allocation.id, kind: 'CreditNote', id: credit.id, amount: '23.00' }],
  });
  expect(books.rows.creditNotes.get(credit.id)).toMatchObject({ status: 'PAID', remaining: '0.00' });
  verbs.removeAllocation(credit.id, allocation.id);
  expect(books.invoices.get(id)).toMatchObject({ amountDue: '115.00', amountCredited: '0.00', credits: [] });
  expect(books.rows.creditNotes.get(credit.id)).toMatchObject({
    status: 'AUTHORISED',
    remaining: '23.00',
    allocations: [],
  });
});

test('60: more than remains, more than is due, and drafts are refused, and nothing of it stays', () => {
  const { books, verbs, invoice, creditNote } = testBooks();
  const { id } = invoice('10.00');
  const credit = creditNote('100.00');
  expect(() => verbs.allocateCredit(credit.id, { invoice: id, amount: '11.51' })).toThrow(
    'Payment amount exceeds the amount outstanding on this document',
  );
  const small = creditNote('1.00');
  expect(() => verbs.allocateCredit(small.id, { invoice: id, amount: '1.16' })).toThrow('greater than');
  const draft = creditNote('1.00', { status: 'DRAFT' });
  expect(() => verbs.allocateCredit(draft.id, { invoice: id })).toThrow('Authorised');
  expect(books.rows.creditNotes.get(credit.id)).toEqual(credit);
});

test('61: an overpayment comes with its bank transaction, lowers what is due without a payment, and stops its deletion', () => {
  const { books, verbs, invoice, receive } = testBooks();
  const { id } = invoice('100.00');
  const creditId = receive('RECEIVE-OVERPAYMENT', '40.00');
  const overpayment = books.rows.overpayments.get(creditId);
  expect(overpayment).toMatchObject({ remaining: '40.00', totalTax: '0.00', status: 'AUTHORISED' });
  verbs.allocateCredit(creditId, { invoice: id, amount: '15.00' });
  expect(books.invoices.get(id)).toMatchObject({
    amountDue: '100.00',
    amountCredited: '15.00',
    paymentIds: [],
  });
  expect(() => verbs.deleteBankTransaction(overpayment?.bankTransactionId ?? '')).toThrow(
    'cannot be deleted',
  );
});

test('a refund pays a credit out, and the customer is owed that much less', () => {
  const { books, verbs, creditNote, balance } = testBooks();
  const before = balance('610');
  const credit = creditNote('100.00');
  const refund = verbs.recordPayment(credit.id, { amount: '15.00' });
  expect(refund).toMatchObject({ type: 'ARCREDITPAYMENT', document: { kind: 'CreditNote', id: credit.id } });
  expect(books.rows.creditNotes.get(credit.id)).toMatchObject({
    remaining: '100.00',
    paymentIds: [refund.id],
  });
  expect(balance('610') - before).toBe(-10_000);
  verbs.deletePayment(refund.id);
  expect(balance('610') - before).toBe(-11_500);
});

test('an unused prepayment stands in receivables or on its own account, as the switch says', () => {
  const { verbs, switches, invoice, receive, balance } = testBooks();
  const [receivables, prepayments] = [balance('610'), balance('815')];
  receive('RECEIVE-PREPAYMENT', '30.00');
  expect(balance('610') - receivables).toBe(-3_000);
  switches.prepayments = 'liability';
  const creditId = receive('RECEIVE-PREPAYMENT', '50.00');
  expect(balance('610') - receivables).toBe(-3_000);
  expect(balance('815') - prepayments).toBe(-5_000);
  verbs.allocateCredit(creditId, { invoice: invoice('100.00').id, amount: '50.00' });
  expect(balance('815') - prepayments).toBe(0);
  expect(balance('610') - receivables).toBe(11_500 - 3_000 - 5_000);
});
