import { expect, test } from 'vitest';
import { checkAgainstModel, type Seen } from './check-against-model.ts';

const PAYMENT = {
  PaymentID: '9f0153d5-617c-4903-887b-3875807aa27a',
  Date: '/Date(1543449600000+0000)/',
  Amount: 46.5,
  Status: 'AUTHORISED',
  IsReconciled: false,
  Invoice: { Type: 'ACCREC', LineItems: [], DateString: '2018-11-29T00:00:00' },
};

test('an answer that is as the model says has no problem, and its fields were seen', () => {
  const seen: Seen = new Set();
  expect(checkAgainstModel('Payment', PAYMENT, seen)).toEqual([]);
  expect(seen).toContain('Payment.Amount');
  expect(seen).toContain('Invoice.DateString');
});

test.each([
  [{ Amounts: 1 }, 'Payment.Amounts: the model has no such field'],
  [{ Amount: '46.50' }, 'Payment.Amount: number is wanted, not "46.50"'],
  [{ IsReconciled: 'false' }, 'Payment.IsReconciled: boolean is wanted, not "false"'],
  [{ Status: 'PAID' }, 'Payment.Status: "PAID" is no Payment.StatusEnum'],
  [{ Date: '2018-11-29T00:00:00' }, 'Payment.Date: string is wanted, not "2018-11-29T00:00:00"'],
  [{ Reference: null }, 'Payment.Reference: string is wanted, not null'],
  [{ Invoice: [] }, 'Payment.Invoice: Invoice is wanted, not []'],
  [{ Invoice: { LineItems: {} } }, 'Invoice.LineItems: a list is wanted, not {}'],
  [{ Invoice: { CurrencyCode: 'ABC' } }, 'Invoice.CurrencyCode: "ABC" is no CurrencyCode'],
])('%j is a problem', (change, problem) => {
  expect(checkAgainstModel('Payment', { ...PAYMENT, ...change })).toEqual([problem]);
});

test('values of enumerations are told from the names that programs have for them', () => {
  expect(checkAgainstModel('BankTransaction', { Type: 'RECEIVE-PREPAYMENT' })).toEqual([]);
  expect(checkAgainstModel('BankTransaction', { Type: 'RECEIVEPREPAYMENT' })).toHaveLength(1);
  expect(checkAgainstModel('Organisation', { SalesTaxPeriod: '1MONTHLY' })).toEqual([]);
  expect(checkAgainstModel('Action', { Status: 'NOT-ALLOWED' })).toEqual([]);
});
