import type { BatchPaymentRow } from '../../books/rows.ts';
import { amount, date, type Fields, flag, guid, instant, text } from '../fields.ts';
import { findOf, type Listing, listOf, oneOf } from '../listing.ts';
import { presentBatchPayment } from '../present/batch-payment.ts';
import type { Resource } from '../resource.ts';
import { BATCH_PAYMENTS, findBatchPaymentAt } from '../writing/batch-payments.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<BatchPaymentRow> = {
  batchpaymentid: guid((row) => row.id),
  type: text((row) => row.type),
  status: text((row) => row.status),
  date: date((row) => row.date),
  reference: text((row) => row.reference || null),
  totalamount: amount((row) => row.totalAmount),
  isreconciled: flag((row) => row.isReconciled),
  'account.accountid': guid((row) => row.accountId),
  updateddateutc: instant((row) => row.updatedAt),
};

const LISTING: Listing<BatchPaymentRow> = {
  collection: 'BatchPayments',
  rows: (books) => books.rows.batchPayments,
  fields: FIELDS,
  modifiedSince: true,
  paged: false,
  present: presentBatchPayment,
};

/** Payments of several documents that moved the bank at once. */
export const batchPayments: Resource = {
  name: 'BatchPayments',
  scopes: ['accounting.payments'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(BATCH_PAYMENTS), post: upserting(BATCH_PAYMENTS) },
    '*': { get: oneOf(LISTING), post: updating(BATCH_PAYMENTS, findBatchPaymentAt) },
    ...historyEndpoints((books, key) => findOf(LISTING, books, key)),
  },
};
