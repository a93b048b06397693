import Big from 'big.js';
import type { Books } from '../books.ts';
import { baseMinor, isPosted } from '../ledger/postings.ts';
import { sideOf } from '../ledger/sides.ts';
import { money } from '../money.ts';
import type { Document } from './documents.ts';

/** What was settled and open on a document at the end of a day; amounts are decimal text in its currency. */
export interface OpenDocument {
  readonly document: Document;
  readonly paid: string;
  readonly credited: string;
  readonly due: string;
  /** `due` in minor units of the base currency at the document's own rate, with the sign of a debit. */
  readonly base: number;
}

/**
 * What was open on an approved document at the end of a day, from the dates of its payments and allocations; one
 * that was taken back never counts. Undefined for a document that is not approved.
 */
export function openOn(books: Books, document: Document, date: string): OpenDocument | undefined {
  const { row } = document;
  if (!isPosted(row.status)) return undefined;
  let [paid, credited] = [new Big(0), new Big(0)];
  for (const id of row.paymentIds) {
    const payment = books.payments.get(id);
    if (payment?.status === 'AUTHORISED' && payment.date <= date) paid = paid.plus(payment.amount);
  }
  for (const credit of document.kind === 'Invoice' ? document.row.credits : document.row.allocations) {
    if (credit.date <= date) credited = credited.plus(credit.amount);
  }
  const due = money(new Big(row.total).minus(paid).minus(credited), row.currency);
  return {
    document,
    paid: money(paid, row.currency),
    credited: money(credited, row.currency),
    due,
    base: sideOf(row) * baseMinor(due, row.currencyRate, books.baseCurrency) || 0,
  };
}
