import type { RowLists } from '../collections.ts';
import { fromMinor, toMinor } from '../money.ts';
import type { AllocationRow, CreditRow, InvoiceRow, PaymentRow } from '../rows.ts';
import type { Chart } from './chart.ts';
import type { JournalEntry } from './ledger.ts';
import { journals, laterOn } from './opening-entry.ts';
import { baseMinor, type Direction, isPosted, settlementLines } from './postings.ts';
import { controlAccountOf, sideOf } from './sides.ts';
import { sourceOf } from './sources.ts';

/** A document while its settlements are gone through, the oldest first. */
interface OpenDocument {
  readonly row: InvoiceRow | CreditRow;
  readonly side: Direction;
  readonly controlAccountId: string;
  /** In minor units of its currency. */
  open: number;
  /** What the ledger holds for it, in minor units of the base currency. */
  carried: number;
}

interface Settlement {
  readonly at: number;
  post(): JournalEntry[];
}

/**
 * The journals of payments, refunds and allocations. Each moves the control account by the difference of the
 * rounded base values before and after, so that nothing is left of a document that is settled, to the cent.
 *
 * An allocation has a journal only where it moves something: between two accounts or two rates.
 */
export function settlementJournals(chart: Chart, rows: RowLists): JournalEntry[] {
  const credits = [rows.creditNotes, rows.prepayments, rows.overpayments].flatMap((list) => list ?? []);
  const documents = openDocuments(chart, [...(rows.invoices ?? []), ...credits]);
  const accounts = new Map(rows.accounts?.map((row) => [row.id, row.currency ?? chart.baseCurrency]));
  const settlements: Settlement[] = [];
  for (const payment of rows.payments ?? []) {
    const document = documents.get(payment.document.id);
    const at = laterOn(payment.date, payment.updatedAt);
    const currency = accounts.get(payment.accountId) ?? chart.baseCurrency;
    if (document) settlements.push({ at, post: () => payJournals(chart, payment, document, currency, at) });
  }
  for (const credit of credits) {
    for (const allocation of credit.allocations) {
      const [from, to] = [documents.get(credit.id), documents.get(allocation.invoiceId)];
      const at = laterOn(allocation.date, credit.updatedAt);
      if (from && to) settlements.push({ at, post: () => allocate(chart, credit, allocation, from, to, at) });
    }
  }
  settlements.sort((left, right) => left.at - right.at);
  return settlements.flatMap((settlement) => settlement.post());
}

function openDocuments(chart: Chart, rows: readonly (InvoiceRow | CreditRow)[]): Map<string, OpenDocument> {
  const documents = new Map<string, OpenDocument>();
  for (const row of rows) {
    if (!isPosted(row.status)) continue;
    const side = sideOf(row);
    const controlAccountId = controlAccountOf(chart, row);
    const open = toMinor(row.total, row.currency);
    documents.set(row.id, { row, side, controlAccountId, open, carried: side * worth(chart, row, open) });
  }
  return documents;
}

/** Takes an amount off a document; answers with how that moves its control account, in the base currency. */
function settle(chart: Chart, document: OpenDocument, amount: string): number {
  const { row, side, carried } = document;
  document.open -= toMinor(amount, row.currency);
  document.carried = side * worth(chart, row, document.open) || 0;
  return document.carried - carried;
}

/** Minor units of a document's currency in those of the base currency, at the document's rate. */
function worth(chart: Chart, row: InvoiceRow | CreditRow, open: number): number {
  if (open === 0 || row.currency === chart.baseCurrency) return open;
  return baseMinor(fromMinor(open, row.currency), row.currencyRate, chart.baseCurrency);
}

function payJournals(
  chart: Chart,
  payment: PaymentRow,
  document: OpenDocument,
  accountCurrency: string,
  createdAt: number,
): JournalEntry[] {
  const { row, side, controlAccountId } = document;
  const takenBack = payment.status === 'DELETED';
  const rate = accountCurrency === chart.baseCurrency ? '1' : payment.currencyRate;
  const bank = side * baseMinor(payment.bankAmount, rate, chart.baseCurrency);
  const control = takenBack
    ? -side * baseMinor(payment.amount, row.currencyRate, chart.baseCurrency)
    : settle(chart, document, payment.amount);
  return journals(payment, {
    date: payment.date,
    createdAt,
    sourceType: sourceOf(payment.type),
    reference: payment.reference,
    lines: settlementLines(
      chart,
      { accountId: payment.accountId, net: bank },
      { accountId: controlAccountId, net: control },
    ),
    takenBack,
  });
}

function allocate(
  chart: Chart,
  credit: CreditRow,
  allocation: AllocationRow,
  from: OpenDocument,
  to: OpenDocument,
  createdAt: number,
): JournalEntry[] {
  const [freed, settled] = [settle(chart, from, allocation.amount), settle(chart, to, allocation.amount)];
  if (from.controlAccountId === to.controlAccountId && freed + settled === 0) return [];
  return journals(
    { id: allocation.id, updatedAt: createdAt },
    {
      date: allocation.date,
      createdAt,
      sourceType: sourceOf(credit.type),
      reference: credit.reference,
      lines: settlementLines(
        chart,
        { accountId: from.controlAccountId, net: freed },
        { accountId: to.controlAccountId, net: settled },
      ),
      takenBack: false,
    },
  );
}
