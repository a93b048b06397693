import type { AccountRow } from '../../books/rows.ts';
import { attachmentField } from '../document-fields.ts';
import { type Fields, flag, guid, instant, text } from '../fields.ts';
import { findOf, type Listing, listOf, oneOf } from '../listing.ts';
import { presentAccount } from '../present/account.ts';
import type { Resource } from '../resource.ts';
import { ACCOUNTS, deleteAccountAt, findAccountAt } from '../writing/accounts.ts';
import { creating, updating } from '../writing/write-elements.ts';
import { attachmentEndpoints } from './attachments.ts';

const FIELDS: Fields<AccountRow> = {
  ...attachmentField,
  accountid: guid((row) => row.id),
  code: text((row) => row.code),
  name: text((row) => row.name),
  type: text((row) => row.type),
  class: text((row) => row.class),
  status: text((row) => row.status),
  taxtype: text((row) => row.taxType),
  description: text((row) => row.description || null),
  systemaccount: text((row) => row.systemAccount),
  bankaccountnumber: text((row) => row.bankAccountNumber),
  currencycode: text((row) => row.currency),
  enablepaymentstoaccount: flag((row) => row.enablePaymentsToAccount),
  updateddateutc: instant((row) => row.updatedAt),
};

const LISTING: Listing<AccountRow> = {
  collection: 'Accounts',
  rows: (books) => books.accounts,
  fields: FIELDS,
  modifiedSince: true,
  paged: false,
  filters: () => [(row) => row.status !== 'DELETED'],
  present: presentAccount,
};

/** The chart of accounts: never paged, archived ones included. */
export const accounts: Resource = {
  name: 'Accounts',
  scopes: ['accounting.settings'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(ACCOUNTS) },
    '*': { get: oneOf(LISTING), post: updating(ACCOUNTS, findAccountAt), delete: deleteAccountAt },
    ...attachmentEndpoints('Accounts', (books, key) => findOf(LISTING, books, key)),
  },
};
