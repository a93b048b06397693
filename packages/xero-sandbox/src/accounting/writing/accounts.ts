import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { rateOf } from '../../books/documents/new-document.ts';
import { Refusal } from '../../books/refusal.ts';
import type { AccountRow } from '../../books/rows.ts';
import { addAccount, setAccountStatus, setPaymentsToAccount } from '../../books/settings/accounts.ts';
import { deleteAccount, editAccount } from '../../books/settings/edit-account.ts';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import { presentAccount } from '../present/account.ts';
import type { Element } from './element.ts';
import type { Kind } from './write-elements.ts';

type AccountGiven = ReturnType<typeof readAccount>;

/** The chart of accounts, one account a call (Xero's documentation of request limits). */
export const ACCOUNTS: Kind<AccountGiven> = {
  collection: 'Accounts',
  id: 'AccountID',
  marks: {},
  most: 1,
  read: readAccount,
  write({ books }, given, { id }) {
    const row = id === undefined ? create(books, given) : change(books, id, given);
    return () => presentAccount(books, row);
  },
};

function readAccount(element: Element) {
  return {
    type: element.text('Type'),
    status: element.oneOf('Status', ['ACTIVE', 'ARCHIVED']),
    currency: element.text('CurrencyCode') || undefined,
    enablePaymentsToAccount: element.flag('EnablePaymentsToAccount'),
    details: {
      code: element.text('Code') || undefined,
      name: element.text('Name') || undefined,
      description: element.text('Description'),
      taxType: element.text('TaxType') || undefined,
      bankAccountNumber: element.text('BankAccountNumber'),
    },
  };
}

function create(books: Books, given: AccountGiven): AccountRow {
  const { type = '', currency, enablePaymentsToAccount, details } = given;
  const { code = '', name } = details;
  if (name === undefined || (code === '' && type !== 'BANK')) {
    throw new Refusal('Please enter a unique Code and Name.');
  }
  if (currency !== undefined) rateOf(books, currency);
  return addAccount(books, { ...details, type, code, name, currency, enablePaymentsToAccount });
}

function change(books: Books, id: string, given: AccountGiven): AccountRow {
  const { status, enablePaymentsToAccount: enabled, details } = given;
  let row = editAccount(books, id, details);
  if (enabled !== undefined && enabled !== row.enablePaymentsToAccount) {
    row = setPaymentsToAccount(books, id, enabled);
  }
  return status === undefined || status === row.status ? row : setAccountStatus(books, id, status);
}

/** The DELETE of an account: only one that nothing was posted to can go. */
export function deleteAccountAt(call: Call, key = ''): Response {
  const { books } = call;
  const old = findAccountAt(books, key);
  if (!old) return notFound();
  const row = books.atomically(() => deleteAccount(books, old.id));
  // The answer shows the code once more that the account no longer has.
  return envelope(call, 'Accounts', [presentAccount(books, { ...row, code: old.code })]);
}

/** The account that a path names, unless it was deleted. */
export function findAccountAt(books: Books, key: string): AccountRow | undefined {
  const row = books.accounts.get(key.toLowerCase());
  return row?.status === 'DELETED' ? undefined : row;
}
