import { CreditNote, Invoice, LineAmountTypes, Payment } from 'xero-node';
import type { Session, Step } from './session.ts';

const LINE = { description: 'Help', quantity: 1, unitAmount: 100, accountCode: '200' };

/** Pays an invoice in both ways that the SDK has, and deletes one of the payments again. */
export const pay: Step = async ({ client, tenantId }) => {
  const api = client.accountingApi;
  const invoiceID = await newInvoice({ client, tenantId });
  const payment = (amount: number) => ({ invoice: { invoiceID }, account: { code: '090' }, amount });
  const one = await api.createPayment(tenantId, payment(15));
  const many = await api.createPayments(tenantId, { payments: [payment(100)] });
  const [second] = many.body.payments ?? [];
  const paid = await api.getInvoice(tenantId, invoiceID);
  const deletion = { status: String(Payment.StatusEnum.DELETED) };
  const deleted = await api.deletePayment(tenantId, second?.paymentID ?? '', deletion);
  const after = await api.getInvoice(tenantId, invoiceID);
  return {
    first: one.body.payments?.[0]?.amount,
    paid: paid.body.invoices?.[0]?.status,
    deleted: deleted.body.payments?.[0]?.status,
    due: after.body.invoices?.[0]?.amountDue,
  };
};

/** Makes a credit note and applies a part of it to an invoice. */
export const credit: Step = async ({ client, tenantId }) => {
  const api = client.accountingApi;
  const invoiceID = await newInvoice({ client, tenantId });
  const creditNote = {
    type: CreditNote.TypeEnum.ACCRECCREDIT,
    status: CreditNote.StatusEnum.AUTHORISED,
    contact: { name: 'SDK Customer' },
    lineAmountTypes: LineAmountTypes.NoTax,
    lineItems: [LINE],
  };
  const made = await api.createCreditNotes(tenantId, { creditNotes: [creditNote] });
  const creditNoteID = made.body.creditNotes?.[0]?.creditNoteID ?? '';
  const allocation = { invoice: { invoiceID }, amount: 40, date: '2026-06-01' };
  const allocated = await api.createCreditNoteAllocation(tenantId, creditNoteID, {
    allocations: [allocation],
  });
  const after = await api.getCreditNote(tenantId, creditNoteID);
  return {
    allocated: allocated.body.allocations?.[0]?.amount,
    remaining: after.body.creditNotes?.[0]?.remainingCredit,
  };
};

/** Sends one invoice twice with one idempotency key. */
export const repeat: Step = async (session) => {
  const first = await newInvoice(session, 'an SDK key');
  const second = await newInvoice(session, 'an SDK key');
  return first === second && first !== '';
};

/** What the SDK makes of a validation error: it rejects with a JSON text. */
export const invalid: Step = async ({ client, tenantId }) => {
  const invoice = { type: Invoice.TypeEnum.ACCREC, contact: { name: 'SDK Customer' }, lineItems: [] };
  const reason: unknown = await client.accountingApi.createInvoices(tenantId, { invoices: [invoice] }).then(
    () => 'it was answered',
    (error: unknown) => error,
  );
  return typeof reason === 'string' ? JSON.parse(reason) : reason;
};

async function newInvoice(
  { client, tenantId }: Pick<Session, 'client' | 'tenantId'>,
  idempotencyKey?: string,
): Promise<string> {
  const invoice = {
    type: Invoice.TypeEnum.ACCREC,
    status: Invoice.StatusEnum.AUTHORISED,
    contact: { name: 'SDK Customer' },
    date: '2026-06-01',
    dueDate: '2026-07-01',
    lineItems: [LINE],
  };
  const invoices = { invoices: [invoice] };
  const api = client.accountingApi;
  const { body } = await api.createInvoices(tenantId, invoices, undefined, undefined, idempotencyKey);
  return body.invoices?.[0]?.invoiceID ?? '';
}
