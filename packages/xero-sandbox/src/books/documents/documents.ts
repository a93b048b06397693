import type { Books } from '../books.ts';
import { baseMinor, isPosted } from '../ledger/postings.ts';
import { sideOf } from '../ledger/sides.ts';
import type { CreditKind, CreditRow, InvoiceRow } from '../rows.ts';

/** A document on which money can be open: an invoice or bill, or a credit. */
export type Document =
  | { readonly kind: 'Invoice'; readonly row: InvoiceRow }
  | { readonly kind: CreditKind; readonly row: CreditRow };

/** What is due on an invoice or remains of a credit, as decimal text. */
export function openAmount(document: Document): string {
  return document.kind === 'Invoice' ? document.row.amountDue : document.row.remaining;
}

/**
 * What the open amount is worth in the base currency at the document's own rate, in minor units with the sign
 * of a debit: exactly what the ledger holds for it.
 */
export function carrying(books: Books, document: Document): number {
  const { row } = document;
  if (!isPosted(row.status)) return 0;
  return sideOf(row) * baseMinor(openAmount(document), row.currencyRate, books.baseCurrency) || 0;
}

/** Where credits of a kind are kept. */
export function creditsOf(books: Books, kind: CreditKind) {
  if (kind === 'CreditNote') return books.rows.creditNotes;
  return kind === 'Prepayment' ? books.rows.prepayments : books.rows.overpayments;
}

/** Writes a document back. */
export function putDocument(books: Books, document: Document): void {
  if (document.kind === 'Invoice') books.invoices.put(document.row);
  else creditsOf(books, document.kind).put(document.row);
}
