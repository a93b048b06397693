import { randomUUID } from 'node:crypto';
import { type BooksCustomer, storeCustomers } from '../src/receivables/store-customers.ts';
import { type BooksInvoice, storeInvoices } from '../src/receivables/store-invoices.ts';
import type { Services } from '../src/services.ts';

const CHANGED_AT = new Date('2026-03-01T00:00:00.000Z');

const CUSTOMER: Omit<BooksCustomer, 'id'> = {
  name: 'Customer',
  email: null,
  phone: null,
  accountNumber: null,
  status: 'ACTIVE',
  updatedAt: CHANGED_AT,
};

const INVOICE: Omit<BooksInvoice, 'id'> = {
  customerId: 'contact',
  customerName: 'Customer',
  number: null,
  reference: null,
  status: 'AUTHORISED',
  currency: 'NZD',
  subTotal: '100.00',
  totalTax: '15.00',
  total: '115.00',
  amountDue: '115.00',
  amountPaid: '0.00',
  amountCredited: '0.00',
  issuedOn: '2026-02-01',
  dueOn: '2026-03-20',
  paidOn: null,
  lines: [],
  payments: [],
  credits: [],
  updatedAt: CHANGED_AT,
};

/** Puts customers and invoices into a firm's mirror, each like an ordinary one but for what is given. */
export async function addToMirror(
  services: Services,
  firmId: string,
  rows: { customers?: Partial<BooksCustomer>[]; invoices?: Partial<BooksInvoice>[] },
): Promise<void> {
  await services.store.firm(firmId, async (query) => {
    const customers = (rows.customers ?? []).map((row) => ({ ...CUSTOMER, id: randomUUID(), ...row }));
    const invoices = (rows.invoices ?? []).map((row) => ({ ...INVOICE, id: randomUUID(), ...row }));
    await storeCustomers(query, firmId, customers);
    await storeInvoices(query, firmId, invoices);
  });
}
