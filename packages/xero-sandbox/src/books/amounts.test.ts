import { expect, test } from 'vitest';
import { testBooks } from './test-books.ts';

const NOTHING = [{ description: 'Free of charge', quantity: '1', unitAmount: '0.00' }];

test('an invoice or credit note over nothing is PAID as soon as it is approved, unless the switch says otherwise', () => {
  const { verbs, switches, invoice } = testBooks();
  expect(invoice('0.00', { date: '2026-06-01' })).toMatchObject({
    status: 'PAID',
    fullyPaidOn: '2026-06-01',
  });
  const draft = invoice('0.00', { status: 'DRAFT' });
  expect(verbs.approveInvoice(draft.id).status).toBe('PAID');
  expect(verbs.addCreditNote({ contact: 'Customer', lines: NOTHING, status: 'AUTHORISED' }).status).toBe(
    'PAID',
  );
  const { id } = invoice('10.00');
  expect(verbs.editInvoice(id, { lines: NOTHING })).toMatchObject({ status: 'PAID', amountDue: '0.00' });
  switches.zeroTotals = 'authorised';
  expect(invoice('0.00')).toMatchObject({ status: 'AUTHORISED', fullyPaidOn: null });
});

test('a document with a negative total, or with amounts that the ledger could not add up, is refused', () => {
  const { verbs, invoice, creditNote } = testBooks();
  const negative = 'The Total for this document must be greater than or equal to zero.';
  expect(() => invoice('-0.01')).toThrow(negative);
  expect(() => creditNote('-1.00', { status: 'DRAFT' })).toThrow(negative);
  expect(() => invoice('999999999999999')).toThrow('too large');
  expect(() => invoice('9999999999.99', { currency: 'USD', currencyRate: '0.0001' })).toThrow('too large');
  const { id } = invoice('1.00');
  expect(() =>
    verbs.editInvoice(id, { lines: [{ description: 'x', quantity: '-1', unitAmount: '5.00' }] }),
  ).toThrow(negative);
});

test('the bank moves by the bank amount to the cent, whatever the rate is rounded to; the rest is a currency gain', () => {
  const { verbs, invoice, balance } = testBooks();
  const before = { bank: balance('090'), receivables: balance('610'), gains: balance('497') };
  const { id } = invoice('10000.000', { currency: 'KWD', currencyRate: '0.2', lineAmountTypes: 'NoTax' });
  const payment = verbs.recordPayment(id, { account: '090', amount: '10000.000', bankAmount: '53533.19' });
  expect(payment).toMatchObject({ bankAmount: '53533.19', currencyRate: '0.1868' });
  expect(balance('090') - before.bank).toBe(5_353_319);
  expect(balance('610')).toBe(before.receivables);
  expect(balance('497') - before.gains).toBe(-353_319);
  verbs.deletePayment(payment.id);
  expect([balance('090'), balance('497')]).toEqual([before.bank, before.gains]);
});

test('a bank amount that is none, or that an account in the document’s currency cannot move by, is refused', () => {
  const { verbs, invoice } = testBooks();
  const { id } = invoice('100.00');
  for (const bankAmount of ['x', '0', '-1', '1.001', '99.99']) {
    expect(() => verbs.recordPayment(id, { amount: '100.00', bankAmount }), bankAmount).toThrow('moves by');
  }
  expect(verbs.recordPayment(id, { amount: '100.00', bankAmount: '100.0' }).bankAmount).toBe('100.00');
});

test('payments cannot be allowed to receivables or payables, and a transfer has whole cents', () => {
  const { verbs } = testBooks();
  for (const account of ['610', '800']) {
    expect(() => verbs.setPaymentsToAccount(account, true)).toThrow('accounts receivable or payable');
  }
  for (const amount of ['0.001', '0', '1e3']) {
    expect(() => verbs.addBankTransfer({ from: '090', to: '091', amount })).toThrow('not an amount of money');
  }
});

test('what was deleted cannot be reconciled, and a merged contact’s repeating invoices go to the other one', () => {
  const { books, verbs, invoice, receive } = testBooks();
  const { id } = verbs.recordPayment(invoice('10.00').id, { account: '090' });
  verbs.deletePayment(id);
  expect(() => verbs.reconcilePayment(id, true)).toThrow('Payment not of valid status for modification');
  const credit = books.rows.overpayments.get(receive('RECEIVE-OVERPAYMENT', '5.00'));
  verbs.deleteBankTransaction(credit?.bankTransactionId ?? '');
  expect(() => verbs.reconcileBankTransaction(credit?.bankTransactionId ?? '', true)).toThrow(
    'not of valid status',
  );
  const [repeating] = books.rows.repeatingInvoices.all();
  verbs.mergeContacts(repeating?.contactId ?? '', 'Customer');
  const customer = books.contacts.all().find(({ name }) => name === 'Customer');
  expect(books.rows.repeatingInvoices.get(repeating?.id ?? '')?.contactId).toBe(customer?.id);
});

test('a document follows its account to a new code, and voiding it takes back what it posted there', () => {
  const { verbs, invoice, balance } = testBooks();
  const before = { sales: balance('200'), rounding: balance('860') };
  const { id, updatedAt } = invoice('80.00');
  verbs.editAccount('200', { code: '2000' });
  verbs.addAccount({ code: '200', name: 'Another', type: 'REVENUE', taxType: 'OUTPUT2' });
  expect(balance('2000') - before.sales).toBe(-8_000);
  const voided = verbs.voidInvoice(id);
  expect(voided.lines[0]?.accountCode).toBe('2000');
  expect(balance('2000')).toBe(before.sales);
  expect([balance('200'), balance('860')]).toEqual([0, before.rounding]);
  expect(updatedAt).toBe(voided.updatedAt);
});
