import { createHmac } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { type Sandbox, startSandbox } from '../start.ts';
import { connect } from '../test-client.ts';
import { arrivals, batches, type Receiver, startReceiver } from './test-receiver.ts';

const KEY = 'c2FuZGJveC1rZXktdXNlZC1hcy10ZXh0+/==';
const LINES = [{ description: 'Work', quantity: '1', unitAmount: '100.00', taxType: 'NONE' }];

let sandbox: Sandbox;
let receiver: Receiver;
let contact: string;

beforeAll(async () => {
  const size = { contacts: 2, invoices: 2 };
  sandbox = await startSandbox({
    organisations: [
      { name: 'Books', ...size },
      { name: 'Strangers', ...size },
      { name: 'Leavers', ...size },
    ],
  });
  receiver = await startReceiver(KEY);
  await connect(sandbox, 'Books');
  await connect(sandbox, 'Leavers');
});

beforeEach(async () => {
  const { webhooks, switches } = sandbox;
  webhooks.unsubscribe();
  await webhooks.subscribe({ url: receiver.url, key: KEY });
  Object.assign(switches, { paymentEvents: 'invoice-update', unstampedEvents: 'none' });
  contact = sandbox.books('Books').addContact({ name: `Contact ${Math.random()}` }).id;
  await arrivals(sandbox, receiver);
});

afterAll(async () => {
  receiver.close();
  await sandbox.close();
});

const seen = () => arrivals(sandbox, receiver);
const addInvoice = (more = {}) =>
  sandbox.books('Books').addInvoice({
    contact,
    lines: LINES,
    status: 'AUTHORISED',
    dueDate: '2030-01-01',
    ...more,
  });

it('67: the signature is the HMAC of the raw bytes with the key as text, not as the base64 that it looks like', async () => {
  const invoice = addInvoice();
  await sandbox.webhooks.settled();
  const [call] = receiver.calls;
  const hash = (key: string | Buffer) =>
    createHmac('sha256', key)
      .update(call?.body ?? '')
      .digest('base64');
  expect(call?.headers['x-xero-signature']).toBe(hash(KEY));
  expect(call?.headers['x-xero-signature']).not.toBe(hash(Buffer.from(KEY, 'base64')));
  expect(JSON.stringify(JSON.parse(call?.body ?? ''))).not.toBe(call?.body);
  expect(batches(receiver)[0]?.events).toEqual([
    {
      resourceUrl: `https://api.xero.com/api.xro/2.0/Invoices/${invoice.id}`,
      resourceId: invoice.id,
      tenantId: sandbox.organisations[0]?.tenantId,
      tenantType: 'ORGANISATION',
      eventCategory: 'INVOICE',
      eventType: 'CREATE',
      eventDateUtc: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}$/),
    },
  ]);
});

it('contacts and invoices of both kinds tell of each change, archiving and voiding among them', async () => {
  const books = sandbox.books('Books');
  const { id } = books.addContact({ name: `Somebody ${Math.random()}` });
  books.renameContact(id, `Other ${Math.random()}`);
  books.archiveContact(id);
  expect(await seen()).toEqual(['CONTACT CREATE', 'CONTACT UPDATE', 'CONTACT UPDATE']);
  const bill = addInvoice({ type: 'ACCPAY', status: 'DRAFT' });
  books.approveInvoice(bill.id);
  books.voidInvoice(bill.id);
  expect(await seen()).toEqual(['INVOICE CREATE', 'INVOICE UPDATE', 'INVOICE UPDATE']);
});

it('credits have categories of their own, and those of credit notes tell type and status', async () => {
  const books = sandbox.books('Books');
  const note = books.addCreditNote({ contact, lines: LINES, status: 'AUTHORISED' });
  await sandbox.webhooks.settled();
  expect(batches(receiver)[0]?.events).toMatchObject([
    {
      resourceUrl: `https://api.xero.com/api.xro/2.0/CreditNotes/${note.id}`,
      eventCategory: 'CREDITNOTE',
      eventType: 'CREATE',
      data: { Type: 'ACCRECCREDIT', Status: 'AUTHORISED' },
    },
  ]);
  await seen();
  for (const type of ['RECEIVE-PREPAYMENT', 'RECEIVE-OVERPAYMENT'] as const)
    books.addBankTransaction({ type, contact, bankAccount: '090', lines: LINES });
  expect(await seen()).toEqual(['PREPAYMENT CREATE', 'OVERPAYMENT CREATE']);
});

it('applying a credit updates credit and invoice, payments or not', async () => {
  sandbox.switches.paymentEvents = 'none';
  const books = sandbox.books('Books');
  const invoice = addInvoice();
  const note = books.addCreditNote({ contact, lines: LINES, status: 'AUTHORISED' });
  await seen();
  books.allocateCredit(note.id, { invoice: invoice.id, amount: '40.00' });
  expect((await seen()).sort()).toEqual(['CREDITNOTE UPDATE', 'INVOICE UPDATE']);
});

it('what the books refuse tells nothing', async () => {
  const invoice = addInvoice();
  await seen();
  expect(() => sandbox.books('Books').recordPayment(invoice.id, { amount: '400.00' })).toThrow('exceeds');
  expect(await seen()).toEqual([]);
});

it('70: a payment is an INVOICE UPDATE, and there is no category for payments', async () => {
  const invoice = addInvoice();
  await seen();
  sandbox.books('Books').recordPayment(invoice.id, { amount: '40.00' });
  expect(await seen()).toEqual(['INVOICE UPDATE']);
  expect(sandbox.webhooks.status()?.categories).not.toContain('PAYMENT');
});

it('70: with the switch at none a payment tells nothing, and other changes still do', async () => {
  sandbox.switches.paymentEvents = 'none';
  const invoice = addInvoice();
  await seen();
  sandbox.books('Books').recordPayment(invoice.id, { amount: '40.00' });
  expect(await seen()).toEqual([]);
  sandbox.books('Books').editInvoice(invoice.id, { reference: 'Other' });
  expect(await seen()).toEqual(['INVOICE UPDATE']);
});

it('a change that leaves UpdatedDateUTC alone tells nothing unless a switch says so', async () => {
  const invoice = addInvoice();
  sandbox.books('Books').recordPayment(invoice.id, { amount: '40.00' });
  await seen();
  sandbox.books('Books').editInvoice(invoice.id, { dueDate: '2030-02-02' });
  expect(await seen()).toEqual([]);
  sandbox.switches.unstampedEvents = 'update';
  sandbox.books('Books').editInvoice(invoice.id, { dueDate: '2030-03-03' });
  expect(await seen()).toEqual(['INVOICE UPDATE']);
});

it('on a clock that stands still every change tells, but for those that would not be stamped', async () => {
  const still = await startSandbox({
    organisations: [{ name: 'Books', contacts: 2, invoices: 2 }],
    clock: { now: () => new Date('2030-01-01T00:00:00Z') },
  });
  await connect(still);
  await still.webhooks.subscribe({ url: receiver.url, key: KEY });
  await arrivals(still, receiver);
  const books = still.books('Books');
  const { id } = books.addContact({ name: 'Still' });
  books.renameContact(id, 'Still here');
  const invoice = books.addInvoice({
    contact: id,
    lines: LINES,
    status: 'AUTHORISED',
    dueDate: '2030-01-01',
  });
  books.editInvoice(invoice.id, { dueDate: '2030-02-02' });
  books.recordPayment(invoice.id, { amount: '40.00' });
  books.editInvoice(invoice.id, { dueDate: '2030-03-03' });
  expect(await arrivals(still, receiver)).toEqual([
    'CONTACT CREATE',
    'CONTACT UPDATE',
    'INVOICE CREATE',
    'INVOICE UPDATE',
    'INVOICE UPDATE',
  ]);
  await still.close();
});

it('only connected organisations tell anything, and a disconnected one stops', async () => {
  sandbox.books('Strangers').addContact({ name: 'Unseen' });
  expect(await seen()).toEqual([]);
  sandbox.books('Leavers').addContact({ name: 'Seen' });
  expect(await seen()).toEqual(['CONTACT CREATE']);
  sandbox.disconnect('Leavers');
  sandbox.books('Leavers').addContact({ name: 'Unseen' });
  expect(await seen()).toEqual([]);
});

it('a subscription to some categories hears of these alone, without a gap in its sequence', async () => {
  await sandbox.webhooks.subscribe({ url: receiver.url, categories: ['CONTACT'] });
  receiver.calls.length = 0;
  const before = sandbox.webhooks.status()?.lastSequence ?? 0;
  addInvoice();
  sandbox.books('Books').addContact({ name: `Heard ${Math.random()}` });
  await sandbox.webhooks.settled();
  expect(batches(receiver)).toMatchObject([
    { events: [{ eventCategory: 'CONTACT' }], firstEventSequence: before + 1, lastEventSequence: before + 1 },
  ]);
});

it('without a subscription nothing is sent and nothing is kept', async () => {
  sandbox.webhooks.unsubscribe();
  addInvoice();
  expect(await seen()).toEqual([]);
  await sandbox.webhooks.subscribe({ url: receiver.url });
  expect(await seen()).toEqual([]);
  expect(sandbox.webhooks.status()).toMatchObject({ lastSequence: 0, undelivered: 0 });
});
