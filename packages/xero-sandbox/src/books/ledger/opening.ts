import type { BooksContent } from '../content.ts';
import type { BankTransactionRow, BankTransferRow, CreditRow, InvoiceRow } from '../rows.ts';
import { type Chart, chartOf } from './chart.ts';
import type { JournalEntry } from './ledger.ts';
import { earlyOn, journals } from './opening-entry.ts';
import { settlementJournals } from './opening-settlements.ts';
import { baseMinor, documentLines, isPosted, posting } from './postings.ts';
import { controlAccountOf, sideOf } from './sides.ts';
import { sourceOf } from './sources.ts';

/**
 * The journals that the documents of fresh books have posted, the oldest first: worked out from the rows alone,
 * and such that what stands on receivables and payables is what is open on the documents. Always the same for
 * the same rows. A document that was voided has its journal and the reverse of it.
 *
 * The source types are those that Xero's description of journals lists.
 */
export function openingJournals({ organisation, rows }: BooksContent): JournalEntry[] {
  if (!rows.accounts || rows.accounts.length === 0) return [];
  const chart = chartOf(rows.accounts, organisation.baseCurrency);
  const entries: JournalEntry[] = [];
  for (const row of rows.invoices ?? []) entries.push(...documentJournals(chart, row));
  for (const row of rows.creditNotes ?? []) entries.push(...documentJournals(chart, row));
  const bankTransactions = new Map(rows.bankTransactions?.map((row) => [row.id, row]));
  for (const row of [...(rows.prepayments ?? []), ...(rows.overpayments ?? [])]) {
    const bank = bankTransactions.get(row.bankTransactionId ?? '');
    if (bank) entries.push(...advanceJournals(chart, row, bank));
  }
  for (const row of rows.bankTransactions ?? []) entries.push(...bankJournals(chart, row));
  for (const row of rows.bankTransfers ?? []) entries.push(...transferJournals(chart, row));
  // One by one: as the arguments of one call, those of a large organisation would overflow the stack.
  for (const entry of settlementJournals(chart, rows)) entries.push(entry);
  return entries.sort((left, right) => left.createdAt - right.createdAt);
}

function documentJournals(chart: Chart, row: InvoiceRow | CreditRow): JournalEntry[] {
  const takenBack = row.status === 'VOIDED';
  if (!isPosted(row.status) && !takenBack) return [];
  return journals(row, {
    date: row.date,
    createdAt: earlyOn(row.date, row.updatedAt),
    sourceType: sourceOf(row.type),
    reference: row.reference,
    lines: documentLines(chart, row, controlAccountOf(chart, row), sideOf(row)),
    takenBack,
  });
}

/** Money that came or went ahead of a document: the bank against the account on which the credit stands. */
function advanceJournals(chart: Chart, row: CreditRow, bank: BankTransactionRow): JournalEntry[] {
  const direction = row.type.startsWith('RECEIVE') ? 1 : -1;
  const net = direction * baseMinor(row.total, row.currencyRate, chart.baseCurrency);
  return journals(bank, {
    date: row.date,
    createdAt: earlyOn(row.date, bank.updatedAt),
    sourceType: sourceOf(row.type),
    reference: row.reference,
    lines: [posting(bank.bankAccountId, net), posting(row.controlAccountId, -net)],
    takenBack: bank.status !== 'AUTHORISED',
  });
}

/** Money spent or received without a document. What transfers and advances moved is posted by those. */
function bankJournals(chart: Chart, row: BankTransactionRow): JournalEntry[] {
  if (row.type !== 'RECEIVE' && row.type !== 'SPEND') return [];
  const direction = row.type === 'RECEIVE' ? 1 : -1;
  return journals(row, {
    date: row.date,
    createdAt: earlyOn(row.date, row.updatedAt),
    sourceType: sourceOf(row.type),
    reference: row.reference,
    lines: documentLines(chart, row, row.bankAccountId, direction),
    takenBack: row.status !== 'AUTHORISED',
  });
}

function transferJournals(chart: Chart, row: BankTransferRow): JournalEntry[] {
  const net = baseMinor(row.amount, row.currencyRate, chart.baseCurrency);
  return journals(row, {
    date: row.date,
    createdAt: earlyOn(row.date, row.updatedAt),
    sourceType: sourceOf('SPEND-TRANSFER'),
    reference: row.reference,
    lines: [posting(row.fromAccountId, -net), posting(row.toAccountId, net)],
    takenBack: row.status === 'DELETED',
  });
}
