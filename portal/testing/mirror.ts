import { randomUUID } from 'node:crypto';
import { type BooksCredit, storeCredits } from '../src/receivables/store-credits.ts';
import { type BooksCustomer, storeCustomers } from '../src/receivables/store-customers.ts';
import { type BooksInvoice, storeInvoices } from '../src/receivables/store-invoices.ts';
import { type BooksPayment, storePayments } from '../src/receivables/store-payments.ts';
import type { Services } from '../src/services.ts';

const CHANGED_AT = new Date('2026-03-01T00:00:00.000Z');

const CUSTOMER: Omit<BooksCustomer, 'id'> = {
  name: 'Customer',
  email: null,
  phone: null,
  accountNumber: null,
  status: 'ACTIVE',
  persons: [],
  groups: [],
  contactNumber: null,
  defaultCurrency: null,
  mergedInto: null,
  updatedAt: CHANGED_AT,
};

const INVOICE: Omit<BooksInvoice, 'id'> = {
  customerId: 'contact',
  customerName: 'Customer',
  number: null,
  reference: null,
  status: 'AUTHORISED',
  currency: 'NZD',
  currencyRate: '1',
  brandingThemeId: null,
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

const CREDIT: Omit<BooksCredit, 'id'> = {
  kind: 'credit_note',
  customerId: 'contact',
  customerName: 'Customer',
  number: null,
  reference: null,
  status: 'AUTHORISED',
  currency: 'NZD',
  currencyRate: '1',
  subTotal: '10.00',
  totalTax: '0.00',
  total: '10.00',
  remaining: '10.00',
  issuedOn: '2026-02-10',
  lines: [],
  allocations: [],
  refunds: [],
  updatedAt: CHANGED_AT,
};

const PAYMENT: Omit<BooksPayment, 'id'> = {
  status: 'AUTHORISED',
  paidOn: '2026-02-20',
  amount: '5.00',
  currencyRate: '1',
  reference: null,
  isReconciled: false,
  accountId: null,
  invoiceId: null,
  batchId: null,
  updatedAt: CHANGED_AT,
};

/** Puts records into a firm's mirror, each like an ordinary one but for what is given. */
export async function addToMirror(
  services: Services,
  firmId: string,
  rows: {
    customers?: Partial<BooksCustomer>[];
    invoices?: Partial<BooksInvoice>[];
    credits?: Partial<BooksCredit>[];
    payments?: Partial<BooksPayment>[];
  },
): Promise<void> {
  const whole = <Row>(usual: Omit<Row, 'id'>, given: Partial<Row>[] = []) =>
    given.map((row) => ({ ...usual, id: randomUUID(), ...row }) as Row);
  await services.store.firm(firmId, async (query) => {
    await storeCustomers(query, firmId, whole(CUSTOMER, rows.customers));
    await storeInvoices(query, firmId, whole(INVOICE, rows.invoices));
    await storeCredits(query, firmId, whole(CREDIT, rows.credits));
    await storePayments(query, firmId, whole(PAYMENT, rows.payments));
  });
}
