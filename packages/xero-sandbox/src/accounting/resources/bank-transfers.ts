import type { BankTransferRow } from '../../books/rows.ts';
import { attachmentField } from '../document-fields.ts';
import { amount, date, type Fields, guid, instant, text } from '../fields.ts';
import { findOf, type Listing, listOf, oneOf } from '../listing.ts';
import { presentBankTransfer } from '../present/bank-transfer.ts';
import type { Resource } from '../resource.ts';
import { BANK_TRANSFERS, findBankTransferAt } from '../writing/bank-transfers.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { attachmentEndpoints } from './attachments.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<BankTransferRow> = {
  ...attachmentField,
  banktransferid: guid((row) => row.id),
  status: text((row) => row.status),
  date: date((row) => row.date),
  amount: amount((row) => row.amount),
  reference: text((row) => row.reference || null),
  currencyrate: amount((row) => row.currencyRate),
  'frombankaccount.accountid': guid((row) => row.fromAccountId),
  'tobankaccount.accountid': guid((row) => row.toAccountId),
  frombanktransactionid: guid((row) => row.fromTransactionId),
  tobanktransactionid: guid((row) => row.toTransactionId),
  createddateutc: instant((row) => row.updatedAt),
};

const LISTING: Listing<BankTransferRow> = {
  collection: 'BankTransfers',
  rows: (books) => books.rows.bankTransfers,
  fields: FIELDS,
  modifiedSince: true,
  paged: false,
  filters: ({ query }) => [query.flag('includeDeleted') ? undefined : (row) => row.status !== 'DELETED'],
  present: presentBankTransfer,
};

/** Transfers between bank accounts; If-Modified-Since looks at CreatedDateUTC, deleted ones need `includeDeleted=true`. */
export const bankTransfers: Resource = {
  name: 'BankTransfers',
  scopes: ['accounting.banktransactions'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(BANK_TRANSFERS), post: upserting(BANK_TRANSFERS) },
    '*': { get: oneOf(LISTING), post: updating(BANK_TRANSFERS, findBankTransferAt) },
    ...attachmentEndpoints('BankTransfers', (books, key) => findOf(LISTING, books, key)),
    ...historyEndpoints((books, key) => findOf(LISTING, books, key)),
  },
};
