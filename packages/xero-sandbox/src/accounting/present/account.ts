import { attachmentsByOwner } from '../../books/attached/owned.ts';
import type { Books } from '../../books/books.ts';
import type { AccountRow } from '../../books/rows.ts';
import { wireInstant } from '../wire.ts';

/** One account of the chart as Xero writes it. */
export function presentAccount(books: Books, row: AccountRow): object {
  return {
    AccountID: row.id,
    ...(row.code && { Code: row.code }),
    Name: row.name,
    Status: row.status,
    Type: row.type,
    TaxType: row.taxType,
    ...(row.description && { Description: row.description }),
    Class: row.class,
    ...(row.systemAccount && { SystemAccount: row.systemAccount }),
    EnablePaymentsToAccount: row.enablePaymentsToAccount,
    ShowInExpenseClaims: false,
    ...(row.type === 'BANK' && {
      BankAccountType: 'BANK',
      BankAccountNumber: row.bankAccountNumber ?? '',
      CurrencyCode: row.currency ?? books.baseCurrency,
    }),
    ReportingCode: '',
    HasAttachments: attachmentsByOwner(books).has(row.id),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    AddToWatchlist: false,
  };
}
