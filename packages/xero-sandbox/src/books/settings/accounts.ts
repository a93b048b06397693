import { randomUUID } from 'node:crypto';
import type { Books } from '../books.ts';
import { findAccount } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { AccountClass, AccountRow } from '../rows.ts';

export interface AccountInput {
  /** Empty for none, which only a bank account may have. */
  readonly code: string;
  readonly name: string;
  readonly type: string;
  readonly description?: string | undefined;
  readonly taxType?: string | undefined;
  readonly enablePaymentsToAccount?: boolean | undefined;
  readonly bankAccountNumber?: string | undefined;
  readonly currency?: string | undefined;
}

/** Adds an account to the chart; ends in a Refusal when its type is unknown or its code or name is taken. */
export function addAccount(books: Books, input: AccountInput): AccountRow {
  const accountClass = Object.hasOwn(CLASSES, input.type) ? CLASSES[input.type] : undefined;
  if (!accountClass) throw new Refusal(`'${input.type}' is not a type of account.`);
  const taken = books.accounts
    .all()
    .some(
      ({ status, code, name }) =>
        status !== 'DELETED' && (code === (input.code || undefined) || name === input.name),
    );
  if (taken) throw new Refusal('Please enter a unique Code and Name.');
  if (input.code.length > 10) throw new Refusal('The account code must have at most 10 characters.');
  const bank = input.type === 'BANK';
  const row: AccountRow = {
    id: randomUUID(),
    code: input.code || null,
    name: input.name,
    description: input.description ?? '',
    type: input.type,
    class: accountClass,
    status: 'ACTIVE',
    taxType: input.taxType ?? 'NONE',
    enablePaymentsToAccount: input.enablePaymentsToAccount ?? false,
    bankAccountNumber: bank ? (input.bankAccountNumber ?? '') : null,
    currency: bank ? (input.currency ?? books.baseCurrency) : null,
    systemAccount: null,
    updatedAt: books.now(),
  };
  books.accounts.put(row);
  return row;
}

/** Archives an account or brings it back; ends in a Refusal for one that Xero itself posts to. */
export function setAccountStatus(books: Books, account: string, status: 'ACTIVE' | 'ARCHIVED'): AccountRow {
  const old = findAccount(books, account);
  if (old.systemAccount !== null) throw new Refusal('System accounts cannot be archived.');
  return put(books, { ...old, status });
}

/** Allows or forbids payments to an account; ends in a Refusal for the accounts on which open documents stand. */
export function setPaymentsToAccount(books: Books, account: string, enabled: boolean): AccountRow {
  const old = findAccount(books, account);
  // A payment there would stand on receivables or payables without any document.
  if (old.systemAccount === 'DEBTORS' || old.systemAccount === 'CREDITORS') {
    throw new Refusal('Payments cannot be made to accounts receivable or payable.');
  }
  return put(books, { ...old, enablePaymentsToAccount: enabled });
}

function put(books: Books, row: AccountRow): AccountRow {
  const stamped = { ...row, updatedAt: books.now() };
  books.accounts.put(stamped);
  return stamped;
}

/** Account types with their class (Xero's list of account types, those that a receivables portal can meet). */
const CLASSES: Readonly<Record<string, AccountClass>> = {
  BANK: 'ASSET',
  CURRENT: 'ASSET',
  FIXED: 'ASSET',
  INVENTORY: 'ASSET',
  NONCURRENT: 'ASSET',
  PREPAYMENT: 'ASSET',
  CURRLIAB: 'LIABILITY',
  LIABILITY: 'LIABILITY',
  TERMLIAB: 'LIABILITY',
  EQUITY: 'EQUITY',
  REVENUE: 'REVENUE',
  SALES: 'REVENUE',
  OTHERINCOME: 'REVENUE',
  EXPENSE: 'EXPENSE',
  DIRECTCOSTS: 'EXPENSE',
  OVERHEADS: 'EXPENSE',
  DEPRECIATN: 'EXPENSE',
};
