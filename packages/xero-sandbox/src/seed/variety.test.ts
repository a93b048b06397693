import { expect, test } from 'vitest';
import { seedOrganisation } from './organisation.ts';

const TODAY = '2026-11-20';
const { rows, rates } = seedOrganisation(
  1,
  { name: 'Demo Company (NZ)', contacts: 400, invoices: 5_000 },
  TODAY,
);
const {
  invoices = [],
  payments = [],
  accounts = [],
  contacts = [],
  creditNotes = [],
  overpayments = [],
} = rows;
const { prepayments = [], bankTransactions = [], taxRates = [], users = [] } = rows;

test('the demo company has every state and age of an invoice that a portal meets', () => {
  const share = (test: (row: (typeof invoices)[number]) => boolean) =>
    invoices.filter(test).length / invoices.length;
  for (const status of ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED']) {
    expect(share((row) => row.status === status)).toBeGreaterThan(0.005);
  }
  expect(share(({ type }) => type === 'ACCPAY')).toBeCloseTo(0.05);
  expect(share((row) => row.status === 'AUTHORISED' && Number(row.amountPaid) > 0)).toBeGreaterThan(0.01);
  expect(share((row) => row.status === 'AUTHORISED' && Number(row.amountCredited) > 0)).toBeGreaterThan(
    0.001,
  );
  expect(share((row) => row.status === 'AUTHORISED' && (row.dueDate ?? '') < TODAY)).toBeGreaterThan(0.01);
  expect(invoices.some((row) => row.status === 'DRAFT' && row.dueDate === null)).toBe(true);
  const unassigned = invoices.filter(({ lines }) => lines.some(({ accountCode }) => accountCode === ''));
  expect(new Set(unassigned.map(({ status }) => status))).toEqual(new Set(['DRAFT']));
  expect(new Set(invoices.map(({ lineAmountTypes }) => lineAmountTypes)).size).toBe(3);
  expect(new Set(invoices.flatMap(({ credits }) => credits.map(({ kind }) => kind)))).toEqual(
    new Set(['CreditNote', 'Overpayment', 'Prepayment']),
  );
  const bills = invoices.filter(({ type }) => type === 'ACCPAY').map(({ number }) => number);
  expect(new Set(bills).size).toBeLessThan(bills.length);
});

test.each([1, 2, 3])('thirty invoices of seed %i have every status, and a bill', (seed) => {
  const small =
    seedOrganisation(seed, { name: 'Books', contacts: 5, invoices: 30 }, TODAY).rows.invoices ?? [];
  expect(new Set(small.map(({ status }) => status)).size).toBe(6);
  expect(new Set(small.map(({ type }) => type)).size).toBe(2);
});

test('documents are in currencies with 0, 2 and 3 decimals, at rates that move', () => {
  expect(new Set(invoices.map(({ currency }) => currency))).toEqual(
    new Set(['NZD', 'AUD', 'USD', 'JPY', 'KWD']),
  );
  expect(Object.keys(rates)).toEqual(['NZD', 'AUD', 'USD', 'JPY', 'KWD']);
  const yen = invoices.filter(({ currency }) => currency === 'JPY');
  expect(yen.every(({ total }) => /^\d+$/.test(total))).toBe(true);
  expect(new Set(yen.map(({ currencyRate }) => currencyRate)).size).toBeGreaterThan(10);
  const dinars = invoices.filter(({ currency }) => currency === 'KWD');
  expect(dinars.every(({ total }) => /^\d+\.\d{3}$/.test(total))).toBe(true);
});

test('credits are draft, open, part and fully used, refunded and voided, on both sides', () => {
  for (const status of ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED']) {
    expect(creditNotes.some((row) => row.status === status)).toBe(true);
  }
  for (const credits of [creditNotes, overpayments, prepayments]) {
    const approved = credits.filter(({ status }) => status === 'AUTHORISED' || status === 'PAID');
    expect(approved.some((row) => row.remaining === row.total)).toBe(true);
    expect(approved.some((row) => row.allocations.length > 0 && row.status === 'AUTHORISED')).toBe(true);
    expect(approved.some((row) => row.allocations.length > 0 && row.status === 'PAID')).toBe(true);
    expect(approved.some((row) => row.paymentIds.length > 0)).toBe(true);
    expect(credits.some((row) => row.status === 'VOIDED')).toBe(true);
    expect(new Set(credits.map(({ type }) => type)).size).toBe(2);
  }
  expect(creditNotes.some((row) => row.allocations.length > 1)).toBe(true);
});

test('payments are of every type, some deleted, reconciled, in a batch, or through the clearing account', () => {
  expect(new Set(payments.map(({ type }) => type)).size).toBe(8);
  expect(payments.some(({ status }) => status === 'DELETED')).toBe(true);
  expect(payments.some(({ isReconciled, batchPaymentId }) => isReconciled && batchPaymentId === null)).toBe(
    true,
  );
  expect(new Set(rows.batchPayments?.map(({ type }) => type))).toEqual(new Set(['RECBATCH', 'PAYBATCH']));
  const clearing = accounts.find((row) => row.enablePaymentsToAccount);
  expect(clearing?.code).toBe('606');
  expect(payments.some(({ accountId }) => accountId === clearing?.id)).toBe(true);
  expect(new Set(bankTransactions.map(({ type }) => type)).size).toBe(8);
});

test('contacts are of every status, some merged, with names in many scripts and up to 255 characters', () => {
  expect(new Set(contacts.map(({ status }) => status))).toEqual(
    new Set(['ACTIVE', 'ARCHIVED', 'GDPRREQUEST']),
  );
  const merged = contacts.filter(({ mergedToContactId }) => mergedToContactId !== null);
  expect(merged.length).toBeGreaterThan(0);
  for (const { status, mergedToContactId } of merged) {
    expect(status).toBe('ARCHIVED');
    expect(contacts.find(({ id }) => id === mergedToContactId)?.status).toBe('ACTIVE');
  }
  expect(new Set(contacts.map(({ name }) => name.toLowerCase())).size).toBe(400);
  const names = contacts.map(({ name }) => name);
  expect(names.some((name) => name.includes('ひまわり'))).toBe(true);
  expect(names.some((name) => name.includes('🌏'))).toBe(true);
  expect(names.reduce((most, name) => Math.max(most, name.length), 0)).toBe(255);
  expect(names.every((name) => name === name.toWellFormed())).toBe(true);
});

test('the chart has the accounts that Xero posts to by itself, and tax rates that fit each account', () => {
  const systems = accounts
    .filter((row) => row.systemAccount !== null)
    .map((row) => [row.code, row.systemAccount]);
  expect(Object.fromEntries(systems)).toEqual({
    610: 'DEBTORS',
    800: 'CREDITORS',
    820: 'GST',
    860: 'ROUNDING',
    497: 'REALISEDCURRENCYGAIN',
    960: 'RETAINEDEARNINGS',
  });
  for (const account of accounts) {
    const rate = taxRates.find(({ taxType }) => taxType === account.taxType);
    expect(rate?.appliesTo).toContain(account.class);
  }
  for (const { rate, components } of taxRates) {
    expect(components.reduce((total, component) => total + Number(component.rate), 0)).toBe(Number(rate));
  }
  expect(taxRates.some(({ components }) => components.length === 2)).toBe(true);
  expect(new Set(users.map(({ role }) => role)).size).toBeGreaterThan(3);
});
