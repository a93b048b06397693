import Big from 'big.js';
import { expect, test } from 'vitest';
import { sum } from '../books/money.ts';
import { seedOrganisation } from './organisation.ts';

const DEMO = { name: 'Demo Company (NZ)', contacts: 400, invoices: 5_000 };
const TODAY = '2026-11-20';

test('the same seed, name and day give the same organisation, and another seed another one', () => {
  const books = seedOrganisation(1, DEMO, TODAY);
  expect(seedOrganisation(1, DEMO, TODAY)).toEqual(books);
  expect(seedOrganisation(2, DEMO, TODAY).organisation.tenantId).not.toBe(books.organisation.tenantId);
  expect(new Set(books.invoices.map(({ id }) => id)).size).toBe(5_000);
});

test('every invoice adds up: due, paid and credited make the total, and the lines make the total', () => {
  const { invoices, payments } = seedOrganisation(1, DEMO, TODAY);
  const paid = new Map(payments.map((payment) => [payment.id, payment.amount]));
  for (const row of invoices) {
    if (row.status === 'AUTHORISED' || row.status === 'PAID') {
      expect(sum([row.amountDue, row.amountPaid, row.amountCredited])).toBe(row.total);
    }
    if (row.status === 'PAID') expect(row.amountDue).toBe('0.00');
    if (row.status === 'AUTHORISED') expect(new Big(row.amountDue).gt(0)).toBe(true);
    expect(sum(row.lines.map((line) => line.lineAmount))).toBe(row.subTotal);
    expect(sum(row.lines.map((line) => line.taxAmount))).toBe(row.totalTax);
    expect(sum([row.subTotal, row.totalTax])).toBe(row.total);
    expect(sum(row.paymentIds.map((id) => paid.get(id) ?? 'missing'))).toBe(row.amountPaid);
    expect(sum(row.credits.map((credit) => credit.amount))).toBe(row.amountCredited);
  }
});

test('the demo company has every state, currency and oddity that a portal meets', () => {
  const { invoices, contacts, accounts } = seedOrganisation(1, DEMO, TODAY);
  const share = (test: (row: (typeof invoices)[number]) => boolean) =>
    invoices.filter(test).length / invoices.length;
  for (const status of ['DRAFT', 'SUBMITTED', 'AUTHORISED', 'PAID', 'VOIDED', 'DELETED']) {
    expect(share((row) => row.status === status)).toBeGreaterThan(0.005);
  }
  expect(share((row) => row.type === 'ACCPAY')).toBeCloseTo(0.05);
  expect(share((row) => row.status === 'AUTHORISED' && Number(row.amountPaid) > 0)).toBeGreaterThan(0.01);
  expect(share((row) => row.status === 'AUTHORISED' && (row.dueDate ?? '') < TODAY)).toBeGreaterThan(0.01);
  expect(new Set(invoices.map(({ currency }) => currency))).toEqual(new Set(['NZD', 'AUD', 'USD']));
  expect(new Set(invoices.flatMap(({ credits }) => credits.map(({ kind }) => kind)))).toEqual(
    new Set(['CreditNote', 'Overpayment']),
  );
  expect(contacts.some(({ name }) => name.includes('ひまわり'))).toBe(true);
  expect(contacts.some(({ status }) => status === 'ARCHIVED')).toBe(true);
  expect(new Set(contacts.map(({ name }) => name)).size).toBe(400);
  expect(accounts.filter((row) => row.enablePaymentsToAccount)).toMatchObject([
    { name: 'Online Payments Clearing' },
  ]);
});

test('changes are spread over two years and none is later than the first instant of the day', () => {
  const { invoices } = seedOrganisation(1, DEMO, TODAY);
  const stamps = invoices.map(({ updatedAt }) => updatedAt);
  const midnight = Date.parse(`${TODAY}T00:00:00Z`);
  expect(stamps.reduce((most, stamp) => Math.max(most, stamp))).toBeLessThan(midnight);
  expect(stamps.reduce((least, stamp) => Math.min(least, stamp))).toBeLessThan(midnight - 700 * 86_400_000);
});

test('an organisation may be empty, but invoices need somebody to bill', () => {
  expect(seedOrganisation(1, { name: 'Empty', contacts: 0, invoices: 0 }, TODAY).invoices).toEqual([]);
  expect(() => seedOrganisation(1, { name: 'Odd', contacts: 0, invoices: 1 }, TODAY)).toThrow(
    'at least one contact',
  );
});
