import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { billableContact } from '../contacts/check-contact.ts';
import { checkDate } from '../dates.ts';
import { asInput } from '../documents/edit-document.ts';
import { checkLineAccounts, checkTotals, priceLines } from '../documents/lines.ts';
import { rateOf } from '../documents/new-document.ts';
import { findBankTransaction } from '../find.ts';
import { Refusal } from '../refusal.ts';
import type { BankTransactionRow } from '../rows.ts';
import { checkDocumentDate } from '../settings/lock-dates.ts';
import { type BankTransactionInput, postBankTransaction } from './bank-transactions.ts';

/** What can change of a bank transaction; its bank account and type stay, and so does what is left out. */
export type BankTransactionChange = {
  readonly [Name in Exclude<keyof BankTransactionInput, 'type' | 'bankAccount'>]?:
    | BankTransactionInput[Name]
    | undefined;
};

/** Edits money received or spent, but not what came as an overpayment or prepayment, or a side of a transfer. */
export function editBankTransaction(
  books: Books,
  id: string,
  change: BankTransactionChange,
): BankTransactionRow {
  const old = findBankTransaction(books, id);
  if (old.status !== 'AUTHORISED' || (old.type !== 'RECEIVE' && old.type !== 'SPEND')) {
    throw new Refusal('Bank transaction not of valid status for modification');
  }
  const date = change.date === undefined ? old.date : checkDate(change.date);
  checkDocumentDate(books, old.date);
  checkDocumentDate(books, date);
  const lineAmountTypes = change.lineAmountTypes ?? old.lineAmountTypes;
  const { currency } = old;
  const totals = priceLines(books, change.lines ?? old.lines.map(asInput), {
    lineAmountTypes,
    currency,
    unitDecimals: change.unitDecimals,
  });
  checkLineAccounts(books, totals.lines, true);
  const currencyRate =
    change.currencyRate === undefined ? old.currencyRate : rateOf(books, currency, change.currencyRate);
  checkTotals(totals, currencyRate);
  if (Number(totals.total) === 0) throw new Refusal('A bank transaction must be greater than zero.');
  const row: BankTransactionRow = {
    ...old,
    ...totals,
    contactId: change.contact === undefined ? old.contactId : billableContact(books, change.contact).id,
    date,
    lineAmountTypes,
    currencyRate,
    reference: change.reference ?? old.reference,
    isReconciled: change.isReconciled ?? old.isReconciled,
    url: change.url ?? old.url,
    updatedAt: books.now(),
  };
  books.rows.bankTransactions.put(row);
  postBankTransaction(books, old, undefined, 'reverse');
  postBankTransaction(books, row, undefined, 'post');
  record(books, id, 'Edited');
  return row;
}
