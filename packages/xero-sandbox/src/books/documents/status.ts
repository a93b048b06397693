import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { CreditRow, InvoiceRow, InvoiceStatus } from '../rows.ts';

/**
 * The statuses that a person or an app may move an invoice or credit note to. PAID is set by the system when
 * nothing is left; VOIDED and DELETED are final (Xero's invoice status documentation).
 */
const TRANSITIONS: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  DRAFT: ['SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['VOIDED'],
  PAID: [],
  VOIDED: [],
  DELETED: [],
};

/** Ends in a Refusal with Xero's sentence unless the document may take that status now. */
export function checkTransition(row: InvoiceRow | CreditRow, to: InvoiceStatus): void {
  const what = 'kind' in row ? 'Credit note' : 'Invoice';
  if (to !== row.status && hasSettlements(row)) {
    throw new Refusal(
      `The status ${to} cannot be applied to the ${what.toLowerCase()} because it has payment or Credit notes allocated to it.`,
    );
  }
  if (!TRANSITIONS[row.status].includes(to)) {
    throw new Refusal(`${what} not of valid status for modification`);
  }
}

/** Whether the document may still be edited. */
export function checkEditable(row: InvoiceRow | CreditRow): void {
  if (!['DRAFT', 'SUBMITTED', 'AUTHORISED'].includes(row.status)) {
    throw new Refusal(`${'kind' in row ? 'Credit note' : 'Invoice'} not of valid status for modification`);
  }
}

/** True when a payment, a refund, a credit or an allocation stands on the document. */
export function hasSettlements(row: InvoiceRow | CreditRow): boolean {
  if ('kind' in row) return row.allocations.length > 0 || row.remaining !== row.total;
  return Number(row.amountPaid) !== 0 || row.credits.length > 0;
}

/**
 * The document as it is once it is approved: one over nothing has nothing open and is PAID on its own date, unless
 * the switch says otherwise, since Xero does not document it.
 */
export function approved<R extends InvoiceRow | CreditRow>(books: Books, row: R): R {
  const settled =
    row.status === 'AUTHORISED' && Number(row.total) === 0 && books.switches.zeroTotals === 'paid';
  return settled ? { ...row, status: 'PAID', fullyPaidOn: row.date } : row;
}
