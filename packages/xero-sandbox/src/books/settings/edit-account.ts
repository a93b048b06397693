import type { Books } from '../books.ts';
import { findAccount } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { AccountRow } from '../rows.ts';
import { recodeAccount } from './recode-account.ts';

/** What can change of an account; what is left out stays. */
export interface AccountChange {
  readonly code?: string | undefined;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly taxType?: string | undefined;
  readonly bankAccountNumber?: string | undefined;
}

/** Edits an account, whose lines follow it to a new code; ends in a Refusal when its new code or name is taken. */
export function editAccount(books: Books, account: string, change: AccountChange): AccountRow {
  const old = findAccount(books, account);
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
  const row: AccountRow = { ...old, ...given };
  const taken = books.accounts
    .all()
    .some(
      ({ id, status, code, name }) =>
        id !== row.id && status !== 'DELETED' && ((code !== null && code === row.code) || name === row.name),
    );
  if (taken) throw new Refusal('Please enter a unique Code and Name.');
  if ((row.code ?? '').length > 10) throw new Refusal('The account code must have at most 10 characters.');
  if (old.code !== null && row.code !== old.code) recodeAccount(books, old.code, row.code);
  return put(books, row);
}

/** Deletes an account to which nothing was ever posted; its code and name are free again. Ends in a Refusal for another. */
export function deleteAccount(books: Books, account: string): AccountRow {
  const old = findAccount(books, account);
  const isUsed =
    books.ledger.all().some(({ lines }) => lines.some(({ accountId }) => accountId === old.id)) ||
    books.invoices.all().some(({ lines }) => lines.some(({ accountCode }) => accountCode === old.code));
  if (old.systemAccount !== null || isUsed) {
    throw new Refusal('The account is in use and can only be archived.');
  }
  // Nothing finds a deleted account by its code any more.
  return put(books, { ...old, code: null, status: 'DELETED' });
}

function put(books: Books, row: AccountRow): AccountRow {
  const stamped = { ...row, updatedAt: books.now() };
  books.accounts.put(stamped);
  return stamped;
}
