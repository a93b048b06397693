import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { rateOf } from '../documents/new-document.ts';
import { findAccount, findBankTransaction } from '../find.ts';
import { baseMinor, posting, reversed } from '../ledger/postings.ts';
import { sourceOf } from '../ledger/sources.ts';
import { checkSize, isDecimal, money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { AccountRow, BankTransactionRow, BankTransferRow } from '../rows.ts';
import { checkDocumentDate } from '../settings/lock-dates.ts';

export interface BankTransferInput {
  /** Bank accounts by id or code, both in one currency. */
  readonly from: string;
  readonly to: string;
  readonly amount: string;
  readonly date?: string | undefined;
  readonly reference?: string | undefined;
}

/** Moves money between two bank accounts of one currency; each side is a bank transaction too. */
export function addBankTransfer(books: Books, input: BankTransferInput): BankTransferRow {
  const [from, to] = [bank(books, input.from), bank(books, input.to)];
  if (from.id === to.id || from.currency !== to.currency) {
    throw new Refusal('A transfer is between two different bank accounts of one currency.');
  }
  const { amount } = input;
  const date = checkDate(input.date ?? books.today());
  checkDocumentDate(books, date);
  const currency = from.currency ?? books.baseCurrency;
  if (!isDecimal(amount) || new Big(amount).lte(0) || !new Big(amount).eq(money(amount, currency))) {
    throw new Refusal(`'${amount}' is not an amount of money.`);
  }
  const currencyRate = rateOf(books, currency);
  checkSize(amount, new Big(amount).div(currencyRate));
  const row: BankTransferRow = {
    id: randomUUID(),
    fromAccountId: from.id,
    toAccountId: to.id,
    amount: money(amount, currency),
    date,
    reference: input.reference ?? '',
    currencyRate,
    fromTransactionId: randomUUID(),
    toTransactionId: randomUUID(),
    status: 'AUTHORISED',
    updatedAt: books.now(),
  };
  books.rows.bankTransfers.put(row);
  books.rows.bankTransactions.put(
    side(row, row.fromTransactionId, row.fromAccountId, currency, 'SPEND-TRANSFER'),
  );
  books.rows.bankTransactions.put(
    side(row, row.toTransactionId, row.toAccountId, currency, 'RECEIVE-TRANSFER'),
  );
  post(books, row, 'post');
  return row;
}

/** Deletes a transfer with both its sides; it stays readable where deleted ones are asked for. */
export function deleteBankTransfer(books: Books, id: string): BankTransferRow {
  const old = books.rows.bankTransfers.get(id);
  if (!old) throw new Refusal(`There is no bank transfer ${id} in ${books.organisation.name}.`);
  if (old.status === 'DELETED') throw new Refusal('Bank transfer not of valid status for modification');
  checkDocumentDate(books, old.date);
  // CreatedDateUTC is the only instant that a transfer has, so deleting does not move it.
  const row: BankTransferRow = { ...old, status: 'DELETED' };
  books.rows.bankTransfers.put(row);
  for (const each of [old.fromTransactionId, old.toTransactionId]) {
    const transaction = findBankTransaction(books, each);
    books.rows.bankTransactions.put({ ...transaction, status: 'DELETED', updatedAt: books.now() });
  }
  post(books, old, 'reverse');
  return row;
}

function side(
  transfer: BankTransferRow,
  id: string,
  bankAccountId: string,
  currency: string,
  type: 'SPEND-TRANSFER' | 'RECEIVE-TRANSFER',
): BankTransactionRow {
  const { amount, date, reference, currencyRate, updatedAt } = transfer;
  return {
    id,
    type,
    status: 'AUTHORISED',
    contactId: null,
    bankAccountId,
    reference,
    date,
    lineAmountTypes: 'NoTax',
    currency,
    currencyRate,
    lines: [],
    subTotal: amount,
    totalTax: money(0, currency),
    total: amount,
    isReconciled: false,
    url: null,
    creditId: null,
    updatedAt,
  };
}

function bank(books: Books, idOrCode: string): AccountRow {
  const account = findAccount(books, idOrCode);
  if (account.type === 'BANK' && account.status === 'ACTIVE') return account;
  throw new Refusal('A bank account that is in use must be specified');
}

function post(books: Books, row: BankTransferRow, effect: 'post' | 'reverse'): void {
  const net = baseMinor(row.amount, row.currencyRate, books.baseCurrency);
  const lines = [posting(row.toAccountId, net), posting(row.fromAccountId, -net)];
  books.post({
    id: randomUUID(),
    date: row.date,
    sourceId: row.id,
    sourceType: sourceOf('SPEND-TRANSFER'),
    reference: row.reference,
    lines: effect === 'post' ? lines : reversed(lines),
  });
}
