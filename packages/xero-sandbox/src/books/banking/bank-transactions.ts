import { randomUUID } from 'node:crypto';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { billableContact } from '../contacts/check-contact.ts';
import { checkDate } from '../dates.ts';
import { creditsOf } from '../documents/documents.ts';
import { checkLineAccounts, checkTotals, type LineInput, priceLines } from '../documents/lines.ts';
import { rateOf } from '../documents/new-document.ts';
import { findAccount, findBankTransaction } from '../find.ts';
import type { JournalLine } from '../ledger/ledger.ts';
import { baseMinor, documentLines, reversed, settlementLines } from '../ledger/postings.ts';
import { sourceOf } from '../ledger/sources.ts';
import { money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { BankTransactionRow, BankTransactionType, LineAmountTypes } from '../rows.ts';
import { checkDocumentDate } from '../settings/lock-dates.ts';
import { newCredit } from './new-credit.ts';

export interface BankTransactionInput {
  readonly type: Exclude<BankTransactionType, 'RECEIVE-TRANSFER' | 'SPEND-TRANSFER'>;
  readonly contact: string;
  /** The bank account's id or code. */
  readonly bankAccount: string;
  readonly lines: readonly LineInput[];
  readonly date?: string | undefined;
  readonly reference?: string | undefined;
  readonly lineAmountTypes?: LineAmountTypes | undefined;
  readonly currencyRate?: string | undefined;
  readonly unitDecimals?: 2 | 4 | undefined;
  readonly isReconciled?: boolean | undefined;
  readonly url?: string | undefined;
}

/**
 * Records money received or spent without an invoice. The overpayment and prepayment types also make the credit
 * that comes with them (Xero's documentation of bank transactions).
 */
export function addBankTransaction(books: Books, input: BankTransactionInput): BankTransactionRow {
  const contact = billableContact(books, input.contact);
  const account = findAccount(books, input.bankAccount);
  if (account.type !== 'BANK' || account.status !== 'ACTIVE') {
    throw new Refusal('A bank account that is in use must be specified');
  }
  const date = checkDate(input.date ?? books.today());
  checkDocumentDate(books, date);
  const currency = account.currency ?? books.baseCurrency;
  // An overpayment is on the control account and carries no tax.
  const lineAmountTypes = input.type.endsWith('OVERPAYMENT')
    ? 'NoTax'
    : (input.lineAmountTypes ?? 'Exclusive');
  const totals = priceLines(books, input.lines, {
    lineAmountTypes,
    currency,
    unitDecimals: input.unitDecimals,
  });
  const currencyRate = rateOf(books, currency, input.currencyRate);
  checkTotals(totals, currencyRate);
  if (Number(totals.total) === 0) throw new Refusal('A bank transaction must be greater than zero.');
  const plain = input.type === 'RECEIVE' || input.type === 'SPEND';
  if (plain) checkLineAccounts(books, totals.lines, true);
  const row: BankTransactionRow = {
    ...totals,
    id: randomUUID(),
    type: input.type,
    status: 'AUTHORISED',
    contactId: contact.id,
    bankAccountId: account.id,
    reference: input.reference ?? '',
    date,
    lineAmountTypes,
    currency,
    currencyRate,
    isReconciled: input.isReconciled ?? false,
    url: input.url ?? null,
    creditId: plain ? null : randomUUID(),
    updatedAt: books.now(),
  };
  books.rows.bankTransactions.put(row);
  const credit = newCredit(books, row);
  if (credit) creditsOf(books, credit.kind).put(credit);
  postBankTransaction(books, row, credit?.controlAccountId, 'post');
  record(books, row.id, 'Created', `${row.total} on ${date}.`);
  return row;
}

/** Deletes a bank transaction; one with an overpayment or prepayment only while nothing of that was used. */
export function deleteBankTransaction(books: Books, id: string): BankTransactionRow {
  const old = findBankTransaction(books, id);
  if (old.status !== 'AUTHORISED' || old.type.endsWith('TRANSFER')) {
    throw new Refusal('Bank transaction not of valid status for modification');
  }
  checkDocumentDate(books, old.date);
  const { prepayments, overpayments } = books.rows;
  const credit = prepayments.get(old.creditId ?? '') ?? overpayments.get(old.creditId ?? '');
  if (credit && credit.remaining !== credit.total) {
    throw new Refusal('The transaction cannot be deleted because its credit has been allocated or refunded.');
  }
  const updatedAt = books.now();
  const row: BankTransactionRow = { ...old, status: 'DELETED', updatedAt };
  books.rows.bankTransactions.put(row);
  if (credit) {
    const remaining = money(0, credit.currency);
    creditsOf(books, credit.kind).put({ ...credit, status: 'VOIDED', remaining, updatedAt });
  }
  postBankTransaction(books, old, credit?.controlAccountId, 'reverse');
  record(books, row.id, 'Deleted');
  return row;
}

/** Marks a bank transaction as matched with a bank statement, or takes that back. */
export function reconcileBankTransaction(
  books: Books,
  id: string,
  isReconciled: boolean,
): BankTransactionRow {
  const old = findBankTransaction(books, id);
  if (old.status !== 'AUTHORISED') throw new Refusal('Bank transaction not of valid status for modification');
  const row = { ...old, isReconciled, updatedAt: books.now() };
  books.rows.bankTransactions.put(row);
  return row;
}

/** Posts money received or spent, or takes its posting back. */
export function postBankTransaction(
  books: Books,
  row: BankTransactionRow,
  controlAccountId: string | undefined,
  effect: 'post' | 'reverse',
): void {
  const direction = row.type.startsWith('RECEIVE') ? 1 : -1;
  const total = direction * baseMinor(row.total, row.currencyRate, books.baseCurrency);
  const lines: JournalLine[] =
    controlAccountId === undefined
      ? documentLines(books.chart, row, row.bankAccountId, direction)
      : settlementLines(
          books.chart,
          { accountId: row.bankAccountId, net: total },
          { accountId: controlAccountId, net: -total },
        );
  books.post({
    id: randomUUID(),
    date: row.date,
    sourceId: row.id,
    sourceType: sourceOf(row.type),
    reference: row.reference,
    lines: effect === 'post' ? lines : reversed(lines),
  });
}
