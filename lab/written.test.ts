import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createWritten, UnsafeWrite } from './written.ts';

const nobody = randomUUID();
const invoice = randomUUID();
const strangers = randomUUID();

function written() {
  const list = createWritten('LAB-1', nobody);
  list.remember({ Invoices: [{ InvoiceID: invoice, Contact: { ContactID: randomUUID() } }] });
  return list;
}

it('A record that the run made may be written again', () => {
  expect(() =>
    written().guard(`Invoices/${invoice}`, { InvoiceID: invoice, Status: 'VOIDED' }),
  ).not.toThrow();
  expect(written().ids('Invoices')).toEqual([invoice]);
  expect(written().ids('Contacts')).toHaveLength(1);
});

it.each([
  ['a path', `Invoices/${strangers}`, {}],
  ['a body', 'Invoices', { Invoices: [{ InvoiceID: strangers, Status: 'VOIDED' }] }],
  ['a payment', 'Payments', { Payments: [{ Invoice: { InvoiceID: strangers }, Amount: '1' }] }],
  ['a new invoice’s contact', 'Invoices', { Reference: 'LAB-1', Contact: { ContactID: strangers } }],
])('A stranger’s record named by %s is never written', (_, path, body) => {
  expect(() => written().guard(path, body)).toThrow(UnsafeWrite);
});

it.each([
  ['an invoice without a reference', 'Invoices', { Invoices: [{ Type: 'ACCREC' }] }],
  ['a contact with another name', 'Contacts', { Name: 'City Limousines' }],
  ['an invoice with another number', 'Invoices', { Reference: 'LAB-1', InvoiceNumber: 'INV-1' }],
])('%s bears no mark and is not made', (_, path, body) => {
  expect(() => written().guard(path, body)).toThrow(UnsafeWrite);
});

it('The id that nobody has may be asked after', () => {
  expect(() => written().guard(`Contacts/${nobody}`, undefined)).not.toThrow();
});
