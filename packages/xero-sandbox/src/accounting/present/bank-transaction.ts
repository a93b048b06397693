import type { Books } from '../../books/books.ts';
import type { BankTransactionRow } from '../../books/rows.ts';
import { dateString, decimal, wireDate, wireInstant } from '../wire.ts';
import { presentAttached } from './attachment.ts';
import { presentContactOf } from './contact.ts';
import type { Detail, UnitDecimals } from './detail.ts';
import { presentLines } from './lines.ts';

/** Money received or spent as Xero writes it; the two sides of a transfer have no contact. */
export function presentBankTransaction(
  books: Books,
  row: BankTransactionRow,
  detail: Detail,
  unitDecimals: UnitDecimals = 2,
): object {
  const isPrepayment = row.creditId !== null && books.rows.prepayments.get(row.creditId) !== undefined;
  return {
    BankTransactionID: row.id,
    BankAccount: presentBankAccount(books, row.bankAccountId),
    Type: row.type,
    Reference: row.reference,
    IsReconciled: row.isReconciled,
    CurrencyRate: decimal(row.currencyRate),
    ...(row.creditId && { [isPrepayment ? 'PrepaymentID' : 'OverpaymentID']: row.creditId }),
    // Xero's model of it knows only whether there are attachments.
    ...presentAttached(books, 'BankTransactions', row.id, false),
    ...(row.contactId && { Contact: presentContactOf(books, row.contactId, detail) }),
    DateString: dateString(row.date),
    Date: wireDate(row.date),
    Status: row.status,
    LineAmountTypes: row.lineAmountTypes,
    LineItems: detail === 'list' ? [] : presentLines(books, row, unitDecimals),
    SubTotal: decimal(row.subTotal),
    TotalTax: decimal(row.totalTax),
    Total: decimal(row.total),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    CurrencyCode: row.currency,
    ...(row.url && { Url: row.url }),
  };
}

/** A bank account as a part of something else. */
export function presentBankAccount(books: Books, accountId: string): object {
  const account = books.accounts.get(accountId);
  return {
    AccountID: accountId,
    ...(account?.code && { Code: account.code }),
    Name: account?.name ?? '',
  };
}
