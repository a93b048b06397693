import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BooksVerbs } from '../../books/verbs.ts';
import { type Sandbox, startSandbox } from '../../start.ts';
import { type Connected, connect, READ_SCOPES, rows } from '../../test-client.ts';

let sandbox: Sandbox;
let client: Connected;
let books: BooksVerbs;
let contact: string;

beforeAll(async () => {
  sandbox = await startSandbox({
    organisations: [{ name: 'Books', contacts: 5, invoices: 200 }],
    limits: 'off',
  });
  client = await connect(sandbox, undefined, READ_SCOPES);
  books = sandbox.books('Books');
  contact = books.addContact({ name: 'Reader', number: 'R1', email: 'reader@example.com' }).id;
});

afterAll(() => sandbox.close());

function approved(unitAmount: string, more: object = {}) {
  const lines = [{ description: 'Work', quantity: '1', unitAmount }];
  return {
    contact,
    lines,
    lineAmountTypes: 'NoTax' as const,
    status: 'AUTHORISED' as const,
    dueDate: '2040-01-01',
    ...more,
  };
}

async function one(resource: string, id: string, query = '') {
  const [row] = rows(await client.json(`${resource}/${id}${query}`), resource);
  return row;
}

test('54: unit amounts come with two decimals, or with four for unitdp=4', async () => {
  const line = { description: 'Screws', quantity: '100', unitAmount: '1.2345' };
  const { id } = books.addInvoice(approved('1', { lines: [line], unitDecimals: 4 }));
  for (const path of [`Invoices/${id}`, `Invoices?IDs=${id}&page=1`]) {
    const text = await (await client.call(path)).text();
    expect(text).toContain('"UnitAmount":1.23,');
    const exact = await (
      await client.call(path.includes('?') ? `${path}&unitdp=4` : `${path}?unitdp=4`)
    ).text();
    expect(exact).toContain('"UnitAmount":1.2345,');
  }
});

test('64: an approved sales invoice has an online address that stays; a draft, a bill and a voided one have none', async () => {
  const { id } = books.addInvoice(approved('10.00'));
  const [online] = rows(await client.json(`Invoices/${id}/OnlineInvoice`), 'OnlineInvoices');
  expect(online?.OnlineInvoiceUrl).toMatch(/^https:\/\/in\.xero\.com\/[A-Za-z0-9]{30,40}$/);
  expect(rows(await client.json(`invoices/${id}/onlineinvoice`), 'OnlineInvoices')).toEqual([online]);
  const without = [
    books.addInvoice(approved('10.00', { status: 'DRAFT' })),
    books.addInvoice(approved('10.00', { type: 'ACCPAY', number: 'B1' })),
    books.voidInvoice(books.addInvoice(approved('10.00')).id),
  ];
  for (const row of without) {
    expect((await client.call(`Invoices/${row.id}/OnlineInvoice`)).status).toBe(404);
    sandbox.switches.missingOnlineInvoice = 'empty';
    expect(rows(await client.json(`Invoices/${row.id}/OnlineInvoice`), 'OnlineInvoices')).toEqual([]);
    sandbox.switches.missingOnlineInvoice = 'not-found';
  }
});

test('19: a credit note is answered as PDF to a caller that asks for one, and the pdf path of an invoice answers nothing', async () => {
  const note = books.addCreditNote(approved('5.00'));
  const answer = await client.call(`CreditNotes/${note.id}`, { accept: 'application/pdf' });
  expect(answer.headers.get('content-type')).toBe('application/pdf');
  expect((await answer.text()).slice(0, 5)).toBe('%PDF-');
  const { id } = books.addInvoice(approved('10.00'));
  const nothing = await client.call(`Invoices/${id}/pdf`, { accept: 'application/pdf' });
  expect([nothing.status, await nothing.text()]).toEqual([404, '']);
});

test('an invoice alone shows its contact in full, a page only the name', async () => {
  const { id } = books.addInvoice(approved('10.00'));
  const person = { EmailAddress: 'reader@example.com', ContactNumber: 'R1', ContactStatus: 'ACTIVE' };
  expect(await one('Invoices', id)).toMatchObject({ Contact: person });
  const [paged] = rows(await client.json(`Invoices?IDs=${id}&page=1`), 'Invoices');
  expect(paged?.Contact).toEqual({
    ContactID: contact,
    ContactNumber: 'R1',
    Name: 'Reader',
    Addresses: [],
    Phones: [],
    ContactGroups: [],
    ContactPersons: [],
    HasValidationErrors: false,
  });
});

test('an invoice shows each credit with what was applied and what the credit was in all', async () => {
  const invoice = books.addInvoice(approved('100.00'));
  const note = books.addCreditNote(approved('30.00', { dueDate: undefined }));
  const allocation = books.allocateCredit(note.id, { invoice: invoice.id, amount: '10.00' });
  const lines = [{ description: 'Early', quantity: '1', unitAmount: '40.00' }];
  const money = { contact, bankAccount: '090', lines, lineAmountTypes: 'NoTax' as const };
  const { creditId } = books.addBankTransaction({ ...money, type: 'RECEIVE-PREPAYMENT' });
  books.allocateCredit(creditId ?? '', { invoice: invoice.id, amount: '25.00' });
  expect(await one('Invoices', invoice.id)).toMatchObject({
    AmountDue: 65,
    AmountCredited: 35,
    Payments: [],
    CreditNotes: [{ CreditNoteID: note.id, CreditNoteNumber: note.number, AppliedAmount: 10, Total: 30 }],
    Prepayments: [{ PrepaymentID: creditId, AppliedAmount: 25, Total: 40 }],
    Overpayments: [],
  });
  expect(await one('CreditNotes', note.id)).toMatchObject({
    ID: note.id,
    RemainingCredit: 20,
    Status: 'AUTHORISED',
    Allocations: [
      {
        AllocationID: allocation.id,
        Amount: 10,
        Invoice: { InvoiceID: invoice.id, InvoiceNumber: invoice.number },
      },
    ],
  });
  const prepayment = await one('Prepayments', creditId ?? '');
  expect(prepayment).toMatchObject({ PrepaymentID: creditId, ID: creditId, RemainingCredit: 15 });
  expect(JSON.stringify(prepayment)).not.toContain('controlAccount');
});

test('lists of settlements are there even when they are empty', async () => {
  for (const row of rows(await client.json('Invoices?page=1'), 'Invoices')) {
    for (const name of ['Payments', 'CreditNotes', 'Prepayments', 'Overpayments']) {
      expect(Array.isArray(row[name])).toBe(true);
    }
  }
});

test('a payment alone shows its invoice in full; a list only what it was', async () => {
  const invoice = books.addInvoice(approved('100.00'));
  const payment = books.recordPayment(invoice.id, { amount: '40.00', account: '090', reference: 'Thanks' });
  expect(await one('Payments', payment.id)).toMatchObject({
    PaymentType: 'ACCRECPAYMENT',
    Amount: 40,
    BankAmount: 40,
    HasAccount: true,
    Account: { Code: '090', Name: 'Business Bank Account' },
    Invoice: { InvoiceID: invoice.id, AmountDue: 60, Payments: [{ PaymentID: payment.id }] },
  });
  const clause = encodeURIComponent(`PaymentID==Guid("${payment.id}")`);
  const [listed] = rows(await client.json(`Payments?where=${clause}`), 'Payments');
  expect(listed).toMatchObject({
    Account: { Code: '090' },
    Invoice: { Type: 'ACCREC', InvoiceID: invoice.id, Payments: [], Contact: { Name: 'Reader' } },
  });
  expect(listed?.Account).not.toHaveProperty('Name');
  expect(listed?.Invoice).not.toHaveProperty('AmountDue');
});

test('the refund of a credit stands under Invoice with the credit’s type and id', async () => {
  const note = books.addCreditNote(approved('30.00'));
  const refund = books.recordPayment(note.id, { amount: '10.00', account: '090' });
  expect(await one('Payments', refund.id)).toMatchObject({
    PaymentType: 'ARCREDITPAYMENT',
    Invoice: { Type: 'ACCRECCREDIT', InvoiceID: note.id, InvoiceNumber: note.number },
  });
  const lines = [{ description: 'Too much', quantity: '1', unitAmount: '40.00' }];
  const money = { contact, bankAccount: '090', lines, type: 'RECEIVE-OVERPAYMENT' } as const;
  const { creditId } = books.addBankTransaction(money);
  const back = books.recordPayment(creditId ?? '', { amount: '15.00', account: '090' });
  expect(await one('Payments', back.id)).toMatchObject({
    PaymentType: 'AROVERPAYMENTPAYMENT',
    Invoice: { Type: 'AROVERPAYMENT', InvoiceID: creditId },
  });
  expect(await one('Overpayments', creditId ?? '')).toMatchObject({
    RemainingCredit: 25,
    Payments: [{ PaymentID: back.id, Amount: 15 }],
  });
});

test('a payment in a batch names the batch, and the batch its payments', async () => {
  const invoices = [books.addInvoice(approved('10.00')), books.addInvoice(approved('20.00'))];
  const payments = invoices.map(({ id }) => ({ invoice: id, amount: '10.00' }));
  const batch = books.recordBatchPayment({ account: '090', payments });
  expect(await one('BatchPayments', batch.id)).toMatchObject({
    Type: 'RECBATCH',
    TotalAmount: 20,
    Payments: invoices.map(({ id }) => ({ Amount: 10, Invoice: { InvoiceID: id } })),
  });
  const [paymentId = ''] = batch.paymentIds;
  expect(await one('Payments', paymentId)).toMatchObject({
    BatchPaymentID: batch.id,
    BatchPayment: { BatchPaymentID: batch.id, TotalAmount: 20 },
  });
});

test('without page all payments are answered, or the first hundred where the switch says so', async () => {
  const all = await client.json('Payments');
  expect(rows(all, 'Payments').length).toBeGreaterThan(100);
  expect(all.pagination).toBeUndefined();
  sandbox.switches.unpagedPayments = 'first-page';
  const first = await client.json('Payments');
  expect(rows(first, 'Payments')).toEqual(rows(all, 'Payments').slice(0, 100));
  expect(first.pagination).toMatchObject({ page: 1, pageSize: 100 });
  sandbox.switches.unpagedPayments = 'complete';
});
