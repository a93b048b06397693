import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { creditsOf } from '../../books/documents/documents.ts';
import type { CreditRow, InvoiceRow, PaymentRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import { amount, date, type Fields, flag, guid, instant, text } from '../fields.ts';
import { answerList } from '../list.ts';
import { unitDecimalsOf } from '../listing.ts';
import { presentPayment } from '../present/payment.ts';
import type { Resource } from '../resource.ts';
import { findPaymentAt, PAYMENTS } from '../writing/payments.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<PaymentRow> = {
  paymentid: guid((row) => row.id),
  paymenttype: text((row) => row.type),
  status: text((row) => row.status),
  date: date((row) => row.date),
  amount: amount((row) => row.amount),
  bankamount: amount((row) => row.bankAmount),
  currencyrate: amount((row) => row.currencyRate),
  reference: text((row) => row.reference || null),
  isreconciled: flag((row) => row.isReconciled),
  batchpaymentid: guid((row) => row.batchPaymentId),
  'batchpayment.batchpaymentid': guid((row) => row.batchPaymentId),
  'account.accountid': guid((row) => row.accountId),
  'account.code': text((row, books) => books.accounts.get(row.accountId)?.code ?? null),
  'invoice.invoiceid': guid((row) => row.document.id),
  'invoice.invoicenumber': text((row, books) => settled(books, row)?.number ?? null),
  'invoice.currencycode': text((row, books) => settled(books, row)?.currency ?? null),
  'invoice.contact.contactid': guid((row, books) => settled(books, row)?.contactId ?? null),
  'invoice.contact.name': text(
    (row, books) => books.contacts.get(settled(books, row)?.contactId ?? '')?.name ?? null,
  ),
  updateddateutc: instant((row) => row.updatedAt),
};

/** Payments of invoices and bills, and refunds of credits; deleted ones stay in every list. */
export const payments: Resource = {
  name: 'Payments',
  scopes: ['accounting.payments'],
  endpoints: {
    '': { get: listPayments, put: creating(PAYMENTS), post: upserting(PAYMENTS) },
    '*': { get: getPayment, post: updating(PAYMENTS, findPaymentAt) },
    ...historyEndpoints((books, key) => books.payments.get(key.toLowerCase())),
  },
};

function listPayments(call: Call): Response {
  const { books, query, switches } = call;
  const paged = query.get('page') !== undefined || switches.unpagedPayments === 'first-page';
  return answerList(call, {
    collection: 'Payments',
    rows: books.payments,
    fields: FIELDS,
    modifiedSince: true,
    filters: [],
    paged,
    present: (row) =>
      presentPayment(books, row, paged ? 'page' : 'list', {
        withDocument: row.status !== 'DELETED' || switches.deletedPaymentInvoice === 'present',
      }),
  });
}

function getPayment(call: Call, key = ''): Response {
  const row = call.books.payments.get(key.toLowerCase());
  if (!row) return notFound();
  const shown = presentPayment(call.books, row, 'one', { unitDecimals: unitDecimalsOf(call) });
  return envelope(call, 'Payments', [shown]);
}

function settled(books: Books, { document: { kind, id } }: PaymentRow): InvoiceRow | CreditRow | undefined {
  return kind === 'Invoice' ? books.invoices.get(id) : creditsOf(books, kind).get(id);
}
