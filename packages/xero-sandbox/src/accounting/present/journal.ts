import { createHash } from 'node:crypto';
import type { Books } from '../../books/books.ts';
import type { JournalEntry, JournalLine } from '../../books/ledger/ledger.ts';
import { fromMinor } from '../../books/money.ts';
import { decimal, wireDate, wireInstant } from '../wire.ts';

/** One journal as Xero writes it: amounts in the base currency, debits positive and credits negative. */
export function presentJournal(books: Books, entry: JournalEntry, number: number): object {
  return {
    JournalID: entry.id,
    JournalDate: wireDate(entry.date),
    JournalNumber: number,
    CreatedDateUTC: wireInstant(entry.createdAt),
    Reference: entry.reference,
    SourceID: entry.sourceId,
    SourceType: entry.sourceType,
    JournalLines: entry.lines.map((line, index) => presentLine(books, line, lineId(entry.id, index))),
  };
}

function presentLine(books: Books, line: JournalLine, id: string): object {
  const account = books.accounts.get(line.accountId);
  const rate = books.rows.taxRates.all().find(({ taxType }) => taxType === line.taxType);
  const amount = (minor: number) => decimal(fromMinor(minor, books.baseCurrency));
  return {
    JournalLineID: id,
    AccountID: line.accountId,
    ...(account?.code && { AccountCode: account.code }),
    AccountType: account?.type ?? 'CURRENT',
    AccountName: account?.name ?? '',
    Description: line.description,
    NetAmount: amount(line.net),
    GrossAmount: amount(line.net + line.tax),
    TaxAmount: amount(line.tax),
    ...(rate && { TaxType: rate.taxType, TaxName: rate.name }),
    TrackingCategories: [],
  };
}

/** The books number a journal's lines by their place; Xero gives each an id that stays the same. */
function lineId(entryId: string, index: number): string {
  const hex = createHash('sha256').update(`${entryId} ${index}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
