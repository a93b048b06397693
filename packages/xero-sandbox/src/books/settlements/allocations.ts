import { randomUUID } from 'node:crypto';
import Big from 'big.js';
import { record } from '../attached/history.ts';
import type { Books } from '../books.ts';
import { checkDate } from '../dates.ts';
import { carrying, creditsOf, type Document } from '../documents/documents.ts';
import { findCredit, findInvoice } from '../find.ts';
import { settlementLines } from '../ledger/postings.ts';
import { controlAccountOf, sideOf } from '../ledger/sides.ts';
import { sourceOf } from '../ledger/sources.ts';
import { isDecimal, money } from '../money.ts';
import { Refusal } from '../refusal.ts';
import type { AllocationRow, AppliedCredit, CreditRow, InvoiceRow } from '../rows.ts';
import { checkPaymentDate } from '../settings/lock-dates.ts';
import { settledCredit, settledInvoice } from './settle.ts';

export interface AllocationInput {
  /** The invoice's id or number. */
  readonly invoice: string;
  /** Decimal text; left out: as much as both have left. */
  readonly amount?: string | undefined;
  readonly date?: string | undefined;
}

/**
 * Applies a credit note, prepayment or overpayment to an invoice: what remains and what is due both shrink, and
 * no payment appears. Ends in a Refusal when either is not approved, or has less left than the amount.
 */
export function allocateCredit(books: Books, credit: string, input: AllocationInput): AllocationRow {
  const oldCredit = findCredit(books, credit);
  const oldInvoice = findInvoice(books, input.invoice);
  checkPair(oldCredit, oldInvoice);
  const most = new Big(oldCredit.remaining).lt(oldInvoice.amountDue)
    ? oldCredit.remaining
    : oldInvoice.amountDue;
  const amount = input.amount ?? most;
  checkAmount(oldCredit, oldInvoice, amount);
  const date = checkDate(input.date ?? books.today());
  checkPaymentDate(books, date);
  const allocation: AllocationRow = {
    id: randomUUID(),
    invoiceId: oldInvoice.id,
    amount: money(amount, oldInvoice.currency),
    date,
  };
  const applied: AppliedCredit = {
    allocationId: allocation.id,
    kind: oldCredit.kind,
    id: oldCredit.id,
    number: oldCredit.number,
    date,
    amount: allocation.amount,
  };
  move(books, oldCredit, oldInvoice, allocation, {
    sign: '1',
    allocations: [...oldCredit.allocations, allocation],
    credits: [...oldInvoice.credits, applied],
  });
  record(
    books,
    oldInvoice.id,
    'Credit applied',
    `${allocation.amount} of ${oldCredit.kind} ${oldCredit.number ?? ''}`,
  );
  return allocation;
}

/** Takes an allocation back: the credit remains again, the invoice is due again. */
export function removeAllocation(books: Books, credit: string, allocationId: string): AllocationRow {
  const oldCredit = findCredit(books, credit);
  const allocation = oldCredit.allocations.find((each) => each.id === allocationId);
  if (!allocation) throw new Refusal(`There is no allocation ${allocationId}.`);
  checkPaymentDate(books, allocation.date);
  const oldInvoice = findInvoice(books, allocation.invoiceId);
  move(books, oldCredit, oldInvoice, allocation, {
    sign: '-1',
    allocations: oldCredit.allocations.filter((each) => each.id !== allocationId),
    credits: oldInvoice.credits.filter((each) => each.allocationId !== allocationId),
  });
  record(books, oldInvoice.id, 'Credit removed', allocation.amount);
  return allocation;
}

interface Move {
  /** 1 to allocate, -1 to take it back. */
  readonly sign: '1' | '-1';
  readonly allocations: readonly AllocationRow[];
  readonly credits: readonly AppliedCredit[];
}

function move(
  books: Books,
  oldCredit: CreditRow,
  oldInvoice: InvoiceRow,
  { id, amount, date }: AllocationRow,
  { sign, allocations, credits }: Move,
): void {
  const signed = new Big(amount).times(sign).toString();
  const credit = settledCredit(books, oldCredit, { spent: signed, allocations, date });
  const invoice = settledInvoice(books, oldInvoice, { credited: signed, credits, date });
  creditsOf(books, credit.kind).put(credit);
  books.invoices.put(invoice);
  const moved = (before: Document, after: Document) => ({
    accountId: controlAccountOf(books.chart, before.row),
    net: carrying(books, after) - carrying(books, before),
  });
  books.post({
    id: randomUUID(),
    date,
    sourceId: id,
    sourceType: sourceOf(credit.type),
    reference: credit.reference,
    // Both sides mostly stand on one account and cancel out; rates that differ leave a realised gain or loss.
    lines: settlementLines(
      books.chart,
      moved({ kind: credit.kind, row: oldCredit }, { kind: credit.kind, row: credit }),
      moved({ kind: 'Invoice', row: oldInvoice }, { kind: 'Invoice', row: invoice }),
    ),
  });
}

function checkPair(credit: CreditRow, invoice: InvoiceRow): void {
  if (credit.status !== 'AUTHORISED' || invoice.status !== 'AUTHORISED') {
    throw new Refusal('Allocations can only be made between Authorised documents');
  }
  const fits =
    sideOf(invoice) === -sideOf(credit) &&
    credit.currency === invoice.currency &&
    credit.contactId === invoice.contactId;
  if (!fits) throw new Refusal('The credit and the invoice must have the same contact, side and currency.');
}

function checkAmount(credit: CreditRow, invoice: InvoiceRow, amount: string): void {
  if (!isDecimal(amount) || !new Big(amount).eq(money(amount, invoice.currency)) || new Big(amount).lte(0)) {
    throw new Refusal(`'${amount}' is not an amount of money.`);
  }
  if (new Big(amount).gt(credit.remaining)) {
    throw new Refusal('The amount to be allocated is greater than the amount remaining on the credit');
  }
  if (new Big(amount).gt(invoice.amountDue)) {
    throw new Refusal('Payment amount exceeds the amount outstanding on this document');
  }
}
