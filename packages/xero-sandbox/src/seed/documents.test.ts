import Big from 'big.js';
import { expect, test } from 'vitest';
import { decimalsOf, sum } from '../books/money.ts';
import type { CreditRow, InvoiceRow, PricedRow } from '../books/rows.ts';
import { seedOrganisation } from './organisation.ts';

const { rows, organisation } = seedOrganisation(
  1,
  { name: 'Books', contacts: 400, invoices: 5_000 },
  '2026-11-20',
);
const { invoices = [], payments = [], accounts = [], contacts = [], bankTransactions = [] } = rows;
const { creditNotes = [], prepayments = [], overpayments = [], batchPayments = [] } = rows;
const credits = [...creditNotes, ...prepayments, ...overpayments];
const live = payments.filter(({ status }) => status === 'AUTHORISED');

function isApproved({ status }: InvoiceRow | CreditRow): boolean {
  return status === 'AUTHORISED' || status === 'PAID';
}

test('every document adds up from its lines, in the decimals of its currency', () => {
  const rates = new Map((rows.taxRates ?? []).map(({ taxType, rate }) => [taxType, rate]));
  const priced: PricedRow[] = [...invoices, ...credits, ...(rows.repeatingInvoices ?? [])];
  priced.push(...bankTransactions.filter(({ type }) => !type.endsWith('TRANSFER')));
  for (const row of priced) {
    const inclusive = row.lineAmountTypes === 'Inclusive';
    const lines = sum(
      row.lines.map(({ lineAmount }) => lineAmount),
      row.currency,
    );
    expect(lines).toBe(inclusive ? row.total : row.subTotal);
    expect(
      sum(
        row.lines.map(({ taxAmount }) => taxAmount),
        row.currency,
      ),
    ).toBe(row.totalTax);
    expect(sum([row.subTotal, row.totalTax], row.currency)).toBe(row.total);
    expect(row.total.split('.')[1]?.length ?? 0).toBe(decimalsOf(row.currency));
    for (const line of row.lines) {
      const gross = new Big(line.quantity).times(line.unitAmount);
      const net = gross.minus(gross.times(line.discountRate ?? 0).div(100));
      expect(sum([net.toFixed()], row.currency)).toBe(line.lineAmount);
      const rate = new Big(rates.get(line.taxType) ?? 'missing');
      const tax = new Big(line.lineAmount).times(rate).div(inclusive ? rate.plus(100) : 100);
      expect(sum([tax.toFixed()], row.currency)).toBe(line.taxAmount);
    }
  }
});

test('due, paid and credited make the total of every approved invoice, and the payments and credits say the same', () => {
  const amounts = new Map(live.map(({ id, amount }) => [id, amount]));
  for (const row of invoices) {
    const { currency, status, amountDue } = row;
    expect(
      sum(
        row.paymentIds.map((id) => amounts.get(id) ?? 'missing'),
        currency,
      ),
    ).toBe(row.amountPaid);
    expect(
      sum(
        row.credits.map(({ amount }) => amount),
        currency,
      ),
    ).toBe(row.amountCredited);
    expect(status === 'PAID').toBe(isApproved(row) && Number(amountDue) === 0);
    expect(row.fullyPaidOn !== null).toBe(status === 'PAID');
    if (status === 'VOIDED' || status === 'DELETED') expect(Number(amountDue)).toBe(0);
    else expect(sum([amountDue, row.amountPaid, row.amountCredited], currency)).toBe(row.total);
    if (!isApproved(row)) expect([...row.paymentIds, ...row.credits]).toEqual([]);
  }
});

test('what remains of a credit is its total less allocations and refunds', () => {
  const amounts = new Map(live.map(({ id, amount }) => [id, amount]));
  for (const row of credits) {
    const refunds = row.paymentIds.map((id) => amounts.get(id) ?? 'missing');
    const used = sum([...row.allocations.map(({ amount }) => amount), ...refunds], row.currency);
    if (row.status === 'VOIDED' || row.status === 'DELETED') expect(Number(row.remaining)).toBe(0);
    else expect(sum([used, row.remaining], row.currency)).toBe(row.total);
    expect(row.status === 'PAID').toBe(isApproved(row) && Number(row.remaining) === 0);
    if (!isApproved(row)) expect(row.allocations).toEqual([]);
  }
});

test('every credit on an invoice is an allocation of a credit of the same contact, side and currency, and the other way round', () => {
  const applied = invoices.flatMap((invoice) => invoice.credits.map((credit) => ({ invoice, credit })));
  const byId = new Map(credits.map((row) => [row.id, row]));
  for (const { invoice, credit } of applied) {
    const row = byId.get(credit.id);
    expect(row).toMatchObject({
      kind: credit.kind,
      number: credit.number,
      contactId: invoice.contactId,
      currency: invoice.currency,
    });
    expect(row?.type.startsWith('ACCPAY') || row?.type.startsWith('SPEND')).toBe(invoice.type === 'ACCPAY');
    expect(row?.allocations).toContainEqual({
      id: credit.allocationId,
      invoiceId: invoice.id,
      amount: credit.amount,
      date: credit.date,
    });
    expect((row?.date ?? '') <= credit.date).toBe(true);
  }
  expect(credits.flatMap(({ allocations }) => allocations)).toHaveLength(applied.length);
});

test('every payment stands on its document, on an account that can be paid from, and batches hold theirs', () => {
  const documents = new Map([...invoices, ...credits].map((row) => [row.id, row]));
  const payable = new Map(
    accounts
      .filter(
        ({ type, status, enablePaymentsToAccount }) =>
          status === 'ACTIVE' && (type === 'BANK' || enablePaymentsToAccount),
      )
      .map((row) => [row.id, row]),
  );
  for (const payment of payments) {
    const document = documents.get(payment.document.id);
    expect(document?.paymentIds.includes(payment.id)).toBe(payment.status === 'AUTHORISED');
    expect((document?.updatedAt ?? 0) >= payment.updatedAt).toBe(true);
    expect((document?.date ?? '9') <= payment.date).toBe(true);
    const account = payable.get(payment.accountId);
    expect([document?.currency, organisation.baseCurrency]).toContain(
      account?.currency ?? organisation.baseCurrency,
    );
    if (account?.currency === document?.currency) expect(payment.bankAmount).toBe(payment.amount);
  }
  const byId = new Map(payments.map((row) => [row.id, row]));
  for (const batch of batchPayments) {
    const own = batch.paymentIds.map((id) => byId.get(id));
    for (const payment of own) expect(payment).toMatchObject({ batchPaymentId: batch.id, date: batch.date });
    expect(
      sum(
        own.map((payment) => payment?.amount ?? 'missing'),
        'NZD',
      ),
    ).toBe(batch.totalAmount);
  }
  expect(payments.filter(({ batchPaymentId }) => batchPaymentId !== null)).toHaveLength(
    batchPayments.flatMap(({ paymentIds }) => paymentIds).length,
  );
});

test('an overpayment or prepayment came with a bank transaction of its amount and currency', () => {
  const byId = new Map(bankTransactions.map((row) => [row.id, row]));
  for (const { bankTransactionId, id, total, currency, type, date, status } of [
    ...prepayments,
    ...overpayments,
  ]) {
    const transaction = byId.get(bankTransactionId ?? '');
    expect(transaction).toMatchObject({ creditId: id, total, currency, type, date });
    expect(transaction?.status).toBe(status === 'VOIDED' ? 'DELETED' : 'AUTHORISED');
    expect(accounts.find((row) => row.id === transaction?.bankAccountId)?.currency).toBe(currency);
  }
});

test('a contact is a customer or supplier exactly when it has an approved invoice or bill', () => {
  for (const { id, isCustomer, isSupplier, status } of contacts) {
    const own = invoices.filter(
      (row) => row.contactId === id && !['DRAFT', 'SUBMITTED', 'DELETED'].includes(row.status),
    );
    expect({ isCustomer, isSupplier }).toEqual({
      isCustomer: own.some(({ type }) => type === 'ACCREC'),
      isSupplier: own.some(({ type }) => type === 'ACCPAY'),
    });
    if (status !== 'ACTIVE') expect(own).toEqual([]);
  }
});
