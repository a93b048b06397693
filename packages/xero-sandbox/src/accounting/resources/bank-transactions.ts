import type { Books } from '../../books/books.ts';
import type { BankTransactionRow } from '../../books/rows.ts';
import { contactFieldsOf, documentFields } from '../document-fields.ts';
import { type Fields, flag, guid, text } from '../fields.ts';
import { findOf, type Listing, listOf, oneOf } from '../listing.ts';
import { presentBankTransaction } from '../present/bank-transaction.ts';
import type { Resource } from '../resource.ts';
import { BANK_TRANSACTIONS } from '../writing/bank-transactions.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { attachmentEndpoints } from './attachments.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<BankTransactionRow> = {
  ...documentFields,
  ...contactFieldsOf((row) => row.contactId),
  banktransactionid: guid((row) => row.id),
  type: text((row) => row.type),
  status: text((row) => row.status),
  isreconciled: flag((row) => row.isReconciled),
  'bankaccount.accountid': guid((row) => row.bankAccountId),
  'bankaccount.code': text((row, books) => books.accounts.get(row.bankAccountId)?.code ?? null),
};

const LISTING: Listing<BankTransactionRow> = {
  collection: 'BankTransactions',
  rows: (books) => books.rows.bankTransactions,
  fields: FIELDS,
  modifiedSince: true,
  paged: true,
  present: presentBankTransaction,
};

/** Money received and spent, the sides of transfers among it. */
export const bankTransactions: Resource = {
  name: 'BankTransactions',
  scopes: ['accounting.banktransactions'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(BANK_TRANSACTIONS), post: upserting(BANK_TRANSACTIONS) },
    '*': { get: oneOf(LISTING), post: updating(BANK_TRANSACTIONS, findBankTransactionAt) },
    ...attachmentEndpoints('BankTransactions', findBankTransactionAt),
    ...historyEndpoints(findBankTransactionAt),
  },
};

/** The bank transaction that a path names by its id. */
function findBankTransactionAt(books: Books, key: string): BankTransactionRow | undefined {
  return findOf(LISTING, books, key);
}
