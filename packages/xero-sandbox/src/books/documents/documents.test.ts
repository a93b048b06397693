import { beforeEach, expect, test } from 'vitest';
import { adjustable } from '../../clock.ts';
import { seedOrganisation } from '../../seed/organisation.ts';
import { createSwitches } from '../../switches.ts';
import { Books } from '../books.ts';
import { sum } from '../money.ts';
import { type BooksVerbs, verbsOf } from '../verbs.ts';

const LINES = [{ description: 'Help', quantity: '2', unitAmount: '50.00' }];

let books: Books;
let verbs: BooksVerbs;
let clock: ReturnType<typeof adjustable>;

beforeEach(() => {
  clock = adjustable({ now: () => new Date('2026-06-15T03:00:00Z') });
  const content = seedOrganisation(1, { name: 'Books', contacts: 3, invoices: 10 }, '2026-06-15');
  books = new Books(
    content,
    clock,
    createSwitches({}, () => {}),
  );
  verbs = verbsOf(books, () => {});
  verbs.addContact({ name: 'Customer' });
  clock.advance(1000);
});

function invoice(status: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' = 'AUTHORISED', more = {}) {
  return verbs.addInvoice({ contact: 'Customer', lines: LINES, status, dueDate: '2026-07-05', ...more });
}

function current(id: string) {
  const row = books.invoices.get(id);
  if (!row) throw new Error(`no invoice ${id}`);
  return row;
}

test('a new invoice has today in the organisation’s zone, the next number and exact totals', () => {
  const row = invoice('DRAFT');
  expect(row).toMatchObject({
    date: '2026-06-15',
    subTotal: '100.00',
    totalTax: '15.00',
    total: '115.00',
    amountDue: '115.00',
  });
  expect(row.number).toMatch(/^INV-\d{5}$/);
  expect(books.invoices.all().filter(({ number }) => number === row.number)).toHaveLength(1);
});

test('54: tax is rounded per line and then summed, for exclusive, inclusive and untaxed amounts', () => {
  const lines = Array.from({ length: 3 }, () => ({ description: 'x', quantity: '1', unitAmount: '0.10' }));
  expect(invoice('DRAFT', { lines })).toMatchObject({ subTotal: '0.30', totalTax: '0.06', total: '0.36' });
  expect(invoice('DRAFT', { lines, lineAmountTypes: 'Inclusive' })).toMatchObject({
    subTotal: '0.27',
    totalTax: '0.03',
    total: '0.30',
  });
  expect(invoice('DRAFT', { lines, lineAmountTypes: 'NoTax' })).toMatchObject({
    totalTax: '0.00',
    total: '0.30',
  });
  const discounted = [{ description: 'x', quantity: '1.5', unitAmount: '33.335', discountRate: '10' }];
  expect(invoice('DRAFT', { lines: discounted }).subTotal).toBe('45.01');
});

test('51: a draft is approved, an approved one voided, and both ends are final', () => {
  const draft = invoice('DRAFT');
  expect(verbs.approveInvoice(draft.id).status).toBe('AUTHORISED');
  expect(verbs.voidInvoice(draft.id)).toMatchObject({ status: 'VOIDED', amountDue: '0.00' });
  const deleted = verbs.deleteInvoice(invoice('SUBMITTED').id);
  for (const { id } of [draft, deleted]) {
    for (const act of [verbs.approveInvoice, verbs.voidInvoice, verbs.deleteInvoice]) {
      expect(() => act(id)).toThrow('Invoice not of valid status for modification');
    }
    expect(() => verbs.editInvoice(id, { reference: 'x' })).toThrow('not of valid status');
  }
});

test('51: an invoice with a payment cannot be voided, and one without due date not approved', () => {
  const { id } = invoice();
  verbs.recordPayment(id, { amount: '1.00' });
  expect(() => verbs.voidInvoice(id)).toThrow(
    'The status VOIDED cannot be applied to the invoice because it has payment or Credit notes allocated to it.',
  );
  const open = verbs.addInvoice({ contact: 'Customer', lines: LINES });
  expect(() => verbs.approveInvoice(open.id)).toThrow('Due Date is required.');
  expect(() => invoice('AUTHORISED', { dueDate: undefined })).toThrow('Due Date is required.');
});

test('52: a sales invoice’s number is unique, a bill’s is not', () => {
  invoice('DRAFT', { number: 'X-1' });
  expect(() => invoice('DRAFT', { number: 'X-1' })).toThrow('Invoice # must be unique.');
  const bill = {
    type: 'ACCPAY',
    number: 'X-1',
    lines: [{ ...LINES[0], accountCode: '429', taxType: 'INPUT2' }],
  };
  invoice('DRAFT', bill);
  expect(invoice('DRAFT', bill).number).toBe('X-1');
});

test('55: a payment moves what is due to paid, stamps the invoice, and at zero makes it PAID', () => {
  const { id } = invoice();
  const part = verbs.recordPayment(id, { amount: '15.5', date: '2026-06-01' });
  expect(current(id)).toMatchObject({
    status: 'AUTHORISED',
    amountDue: '99.50',
    amountPaid: '15.50',
    fullyPaidOn: null,
    updatedAt: part.updatedAt,
  });
  clock.advance(1);
  verbs.recordPayment(id, { date: '2026-06-10' });
  const paid = current(id);
  expect(paid).toMatchObject({ status: 'PAID', amountDue: '0.00', fullyPaidOn: '2026-06-10' });
  expect(paid.updatedAt).toBe(part.updatedAt + 1);
  expect(sum([paid.amountDue, paid.amountPaid, paid.amountCredited], paid.currency)).toBe(paid.total);
});

test('56: payments that Xero refuses, in its words', () => {
  const { id } = invoice();
  const exceeds = 'Payment amount exceeds the amount outstanding on this document';
  const authorised = 'Payments can only be made against Authorised documents';
  expect(() => verbs.recordPayment(id, { amount: '115.01' })).toThrow(exceeds);
  expect(() => verbs.recordPayment(invoice('DRAFT').id, { amount: '1' })).toThrow(`${exceeds} ${authorised}`);
  expect(() => verbs.recordPayment(id, { amount: '1', account: '200' })).toThrow(
    'Account type is invalid for making a payment to/from',
  );
  expect(() => verbs.recordPayment(id, { amount: '1', account: '999' })).toThrow(
    'You must specify an Account code or Account ID for the payment',
  );
  expect(() => verbs.recordPayment(id, { amount: '1', account: '092' })).toThrow(
    'The account of the payment has been archived',
  );
  for (const amount of ['0', '-1', '1.001', '1e2', 'x', '']) {
    expect(() => verbs.recordPayment(id, { amount }), amount).toThrow();
  }
  verbs.recordPayment(id, { account: '606' });
  expect(() => verbs.recordPayment(id, { amount: '1' })).toThrow(authorised);
});

test('58: lock dates block documents and payments; both are named when both are set', () => {
  const { id } = invoice();
  const draft = invoice('DRAFT');
  verbs.setLockDates({ periodLockDate: '2026-06-30', endOfYearLockDate: '2026-06-15' });
  const period = 'The document date cannot be before the period lock date, currently set at 30-Jun-2026';
  const year = 'The document date cannot be before the end of year lock date, currently set at 15-Jun-2026';
  for (const act of [
    () => invoice(),
    () => verbs.approveInvoice(draft.id),
    () => verbs.voidInvoice(id),
    () => verbs.editInvoice(id, { reference: 'x' }),
  ]) {
    expect(act).toThrow(`${period} ${year}`);
  }
  expect(() => verbs.recordPayment(id, { amount: '1' })).toThrow(
    'Organisation accounts are locked on the specified payment date',
  );
  expect(() => verbs.setLockDates({ periodLockDate: '2026-02-30', endOfYearLockDate: null })).toThrow(
    'not a date',
  );
  verbs.setLockDates({ periodLockDate: null, endOfYearLockDate: null });
  verbs.recordPayment(id, { amount: '1' });
});

test('62: archived contacts and accounts, unknown accounts, taxes and currencies are refused', () => {
  verbs.addContact({ name: 'Former' });
  verbs.archiveContact('Former');
  const former = books.contacts.all().find(({ name }) => name === 'Former');
  expect(() => invoice('DRAFT', { contact: former?.id })).toThrow(
    'has been archived. The contact must be un-archived',
  );
  const line = (more: object) => ({ lines: [{ ...LINES[0], ...more }] });
  expect(() => invoice('DRAFT', line({ accountCode: '299' }))).toThrow(
    "Account code '299' has been archived, or deleted.",
  );
  expect(() => invoice('DRAFT', line({ accountCode: '1' }))).toThrow(
    "Account code '1' is not a valid code for this document.",
  );
  expect(() => invoice('DRAFT', line({ taxType: 'X' }))).toThrow(
    "The TaxType code 'X' cannot be used with account code '200'.",
  );
  expect(() => invoice('DRAFT', { lines: [] })).toThrow('One or more line items must be specified');
  expect(() => invoice('DRAFT', { currency: 'EUR' })).toThrow(
    'Organisation is not subscribed to currency EUR',
  );
});

test('an edit re-prices an open invoice and stamps it; once something is paid, date and lines stay', () => {
  const { id, updatedAt } = invoice();
  clock.advance(1000);
  const lines = [{ description: 'More', quantity: '1', unitAmount: '200.00' }];
  const edited = verbs.editInvoice(id, { lines, dueDate: '2026-08-01' });
  expect(edited).toMatchObject({ total: '230.00', amountDue: '230.00', dueDate: '2026-08-01' });
  expect(edited.updatedAt).toBe(updatedAt + 1000);
  verbs.recordPayment(id, { amount: '30.00' });
  expect(() => verbs.editInvoice(id, { date: '2026-06-01' })).toThrow(
    'Date cannot be changed on an invoice that has payment',
  );
  expect(() => verbs.editInvoice(id, { lines })).toThrow('not of valid status');
});

test('46: a due date or sent mark edited on a part-paid invoice does not stamp it', () => {
  const { id } = invoice();
  const { updatedAt } = verbs.recordPayment(id, { amount: '1.00' });
  clock.advance(1000);
  expect(verbs.editInvoice(id, { dueDate: '2026-09-01', sentToContact: true })).toMatchObject({
    dueDate: '2026-09-01',
    sentToContact: true,
    updatedAt,
  });
  expect(verbs.editInvoice(id, { reference: 'new' }).updatedAt).toBe(updatedAt + 1000);
});

test('contact names are unique across active contacts, numbers across all', () => {
  verbs.addContact({ name: 'Twice', number: 'N1' });
  expect(() => verbs.addContact({ name: 'twice' })).toThrow(
    'The contact name twice is already assigned to another contact.',
  );
  verbs.archiveContact('Twice');
  expect(() => verbs.addContact({ name: 'Twice', number: 'N1' })).toThrow('number N1 is already assigned');
  const again = verbs.addContact({ name: 'Twice' });
  clock.advance(5);
  expect(verbs.renameContact(again.id, 'TWICE').updatedAt).toBe(again.updatedAt + 5);
  expect(() => verbs.renameContact(again.id, 'Customer')).toThrow('already assigned');
  expect(() => verbs.addContact({ name: ' ' })).toThrow('1 to 255');
});

test('the truth follows every change', () => {
  const before = verbs.truth();
  const { id } = invoice();
  verbs.recordPayment(id, { amount: '15.00' });
  const after = verbs.truth();
  expect(after.invoices.ACCREC.AUTHORISED).toBe(before.invoices.ACCREC.AUTHORISED + 1);
  expect(after.due.NZD).toBe(sum([before.due.NZD ?? '0', '100.00'], 'NZD'));
  expect(after.payments.authorised).toBe(before.payments.authorised + 1);
  expect(after.contacts.active).toBe(before.contacts.active);
});
