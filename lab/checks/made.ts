import { type Answer, messagesOf, refusalOf, rowsOf, Unexpected } from '../answer.ts';
import { decimal, type Row, text } from '../json.ts';
import type { Xero } from '../xero.ts';
import { bankAccount, salesCode } from './samples.ts';

/** A name, number or reference of its own for a new record, with the run's mark. */
export function marked({ written }: Xero, what: string): string {
  return `${written.mark} ${what}`;
}

/** The customer that the made documents share. */
export function customer(xero: Xero): Promise<string> {
  return xero.shared('customer', async () => text(await makeContact(xero, 'customer'), 'ContactID'));
}

/** Makes a contact. */
export async function makeContact(xero: Xero, what: string, fields: object = {}): Promise<Row> {
  return one(await xero.send('PUT', 'Contacts', { Contacts: [{ Name: marked(xero, what), ...fields }] }));
}

/** A sales invoice as it would be sent: a draft of one line for 100.00 without tax, unless `fields` say otherwise. */
export async function invoiceFields(xero: Xero, fields: object = {}): Promise<object> {
  return {
    Type: 'ACCREC',
    Contact: { ContactID: await customer(xero) },
    Reference: xero.written.mark,
    Date: day(xero, 0),
    DueDate: day(xero, 14),
    LineAmountTypes: 'NoTax',
    LineItems: [await line(xero)],
    ...fields,
  };
}

/** One line of a document for 100.00. */
export async function line(xero: Xero, fields: object = {}): Promise<object> {
  return {
    Description: 'Looked at by the lab',
    Quantity: decimal('1'),
    UnitAmount: decimal('100.00'),
    AccountCode: await salesCode(xero),
    ...fields,
  };
}

/** Sends one new invoice, whatever becomes of it. */
export async function putInvoice(xero: Xero, fields: object = {}, headers = {}): Promise<Answer> {
  return xero.send('PUT', 'Invoices', { Invoices: [await invoiceFields(xero, fields)] }, headers);
}

/** Makes a draft. */
export async function makeDraft(xero: Xero, fields: object = {}): Promise<Row> {
  return one(await putInvoice(xero, fields));
}

/** Makes an approved sales invoice of 100.00. */
export function makeApproved(xero: Xero, fields: object = {}): Promise<Row> {
  return makeDraft(xero, { Status: 'AUTHORISED', ...fields });
}

/** Changes an invoice of this run, whatever becomes of it. */
export function changeInvoice(xero: Xero, invoice: Row, fields: object): Promise<Answer> {
  const id = text(invoice, 'InvoiceID');
  return xero.send('POST', `Invoices/${id}`, { InvoiceID: id, ...fields });
}

/** Reads an invoice anew. */
export async function reread(xero: Xero, invoice: Row): Promise<Row> {
  return one(await xero.get(`Invoices/${text(invoice, 'InvoiceID')}`));
}

/** A payment as it would be sent: 40.00 on the invoice, into a bank account, today. */
export async function paymentFields(xero: Xero, invoice: Row, fields: object = {}): Promise<object> {
  return {
    Invoice: { InvoiceID: text(invoice, 'InvoiceID') },
    Account: { AccountID: await bankAccount(xero) },
    Date: day(xero, 0),
    Amount: decimal('40.00'),
    Reference: xero.written.mark,
    ...fields,
  };
}

/** Sends one new payment, whatever becomes of it. */
export async function putPayment(xero: Xero, invoice: Row, fields: object = {}): Promise<Answer> {
  return xero.send('PUT', 'Payments', { Payments: [await paymentFields(xero, invoice, fields)] });
}

/** Makes a payment. */
export async function makePayment(xero: Xero, invoice: Row, fields: object = {}): Promise<Row> {
  return one(await putPayment(xero, invoice, fields));
}

/** Deletes a payment of this run, whatever becomes of it. */
export function deletePayment(xero: Xero, payment: Row): Promise<Answer> {
  return xero.send('POST', `Payments/${text(payment, 'PaymentID')}`, { Status: 'DELETED' });
}

/** Makes an approved credit note of that amount for the shared customer. */
export async function makeCreditNote(xero: Xero, amount: string): Promise<Row> {
  const note = {
    Type: 'ACCRECCREDIT',
    Status: 'AUTHORISED',
    Contact: { ContactID: await customer(xero) },
    Reference: xero.written.mark,
    Date: day(xero, 0),
    LineAmountTypes: 'NoTax',
    LineItems: [await line(xero, { UnitAmount: decimal(amount) })],
  };
  return one(await xero.send('PUT', 'CreditNotes', { CreditNotes: [note] }));
}

/** Allocates a credit note, whatever becomes of it. */
export function allocate(xero: Xero, note: Row, invoice: Row, amount: string): Promise<Answer> {
  return xero.send('PUT', `CreditNotes/${text(note, 'CreditNoteID')}/Allocations`, {
    Allocations: [
      { Invoice: { InvoiceID: text(invoice, 'InvoiceID') }, Amount: decimal(amount), Date: day(xero, 0) },
    ],
  });
}

/** The calendar date so many days from now, in UTC. */
export function day({ target }: Xero, days: number): string {
  return new Date(target.time.now() + days * 86_400_000).toISOString().slice(0, 10);
}

/** The one record of an answer; ends in Unexpected when it was refused. */
export function one(answer: Answer): Row {
  const [row] = messagesOf(answer).length > 0 ? [] : rowsOf(answer);
  if (!row) throw new Unexpected(refusalOf(answer));
  return row;
}
