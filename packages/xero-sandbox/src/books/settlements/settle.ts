import Big from 'big.js';
import type { Books } from '../books.ts';
import type { Document } from '../documents/documents.ts';
import { money } from '../money.ts';
import type { AllocationRow, AppliedCredit, CreditRow, InvoiceRow } from '../rows.ts';

/** What a payment or an allocation, made or taken back, does to an invoice. Amounts taken back are negative. */
export interface InvoiceSettlement {
  readonly paid?: string;
  readonly credited?: string;
  readonly paymentIds?: readonly string[];
  readonly credits?: readonly AppliedCredit[];
  readonly date: string;
}

/**
 * The invoice after a settlement: the amount moves between due and paid or credited, the status becomes PAID
 * at zero, with the date of what paid it off, and AUTHORISED again above.
 */
export function settledInvoice(books: Books, old: InvoiceRow, change: InvoiceSettlement): InvoiceRow {
  const amountPaid = new Big(old.amountPaid).plus(change.paid ?? 0);
  const amountCredited = new Big(old.amountCredited).plus(change.credited ?? 0);
  const due = new Big(old.total).minus(amountPaid).minus(amountCredited);
  const paidOff = due.eq(0);
  return {
    ...old,
    status: paidOff ? 'PAID' : 'AUTHORISED',
    amountDue: money(due, old.currency),
    amountPaid: money(amountPaid, old.currency),
    amountCredited: money(amountCredited, old.currency),
    fullyPaidOn: paidOff ? change.date : null,
    paymentIds: change.paymentIds ?? old.paymentIds,
    credits: change.credits ?? old.credits,
    updatedAt: books.now(),
  };
}

/** What an allocation or a refund, made or taken back, does to a credit. An amount taken back is negative. */
export interface CreditSettlement {
  readonly spent: string;
  readonly paymentIds?: readonly string[];
  readonly allocations?: readonly AllocationRow[];
  readonly date: string;
}

/** The credit after a settlement: PAID when nothing remains, AUTHORISED otherwise. */
export function settledCredit(books: Books, old: CreditRow, change: CreditSettlement): CreditRow {
  const remaining = new Big(old.remaining).minus(change.spent);
  const spent = remaining.eq(0);
  return {
    ...old,
    status: spent ? 'PAID' : 'AUTHORISED',
    remaining: money(remaining, old.currency),
    fullyPaidOn: spent ? change.date : null,
    paymentIds: change.paymentIds ?? old.paymentIds,
    allocations: change.allocations ?? old.allocations,
    updatedAt: books.now(),
  };
}

/** A document after so much of it was paid or refunded by the named payments; a negative amount takes it back. */
export function settledByPayment(
  books: Books,
  document: Document,
  amount: string,
  paymentIds: readonly string[],
  date: string,
): Document {
  if (document.kind === 'Invoice') {
    return { kind: 'Invoice', row: settledInvoice(books, document.row, { paid: amount, paymentIds, date }) };
  }
  const row = settledCredit(books, document.row, { spent: amount, paymentIds, date });
  return { kind: document.kind, row };
}
