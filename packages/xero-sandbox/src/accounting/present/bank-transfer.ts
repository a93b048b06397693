import type { Books } from '../../books/books.ts';
import type { BankTransferRow } from '../../books/rows.ts';
import { dateString, decimal, instantStringWithoutZone, wireDate, wireInstant } from '../wire.ts';
import { presentAttached } from './attachment.ts';
import { presentBankAccount } from './bank-transaction.ts';

/** One transfer between bank accounts as Xero writes it; it has no UpdatedDateUTC. */
export function presentBankTransfer(books: Books, row: BankTransferRow): object {
  const { bankTransactions } = books.rows;
  return {
    BankTransferID: row.id,
    CreatedDateUTCString: instantStringWithoutZone(row.updatedAt),
    CreatedDateUTC: wireInstant(row.updatedAt),
    DateString: dateString(row.date),
    Date: wireDate(row.date),
    Status: row.status,
    FromBankAccount: presentBankAccount(books, row.fromAccountId),
    ToBankAccount: presentBankAccount(books, row.toAccountId),
    Amount: decimal(row.amount),
    FromBankTransactionID: row.fromTransactionId,
    ToBankTransactionID: row.toTransactionId,
    FromIsReconciled: bankTransactions.get(row.fromTransactionId)?.isReconciled ?? false,
    ToIsReconciled: bankTransactions.get(row.toTransactionId)?.isReconciled ?? false,
    Reference: row.reference,
    CurrencyRate: decimal(row.currencyRate),
    ...presentAttached(books, 'BankTransfers', row.id, false),
    FromTracking: [],
    ToTracking: [],
  };
}
