import { Refusal } from './refusal.ts';
import type { InvoiceRow, InvoiceStatus } from './rows.ts';

/**
 * The statuses that a person or an app may move an invoice to. PAID is set by the system when nothing is
 * left to pay; VOIDED and DELETED are final (Xero's invoice status documentation).
 */
const TRANSITIONS: Readonly<Record<InvoiceStatus, readonly InvoiceStatus[]>> = {
  DRAFT: ['SUBMITTED', 'AUTHORISED', 'DELETED'],
  SUBMITTED: ['DRAFT', 'AUTHORISED', 'DELETED'],
  AUTHORISED: ['VOIDED'],
  PAID: [],
  VOIDED: [],
  DELETED: [],
};

/** Ends in a Refusal with Xero's sentence unless the invoice may take that status now. */
export function checkTransition(invoice: InvoiceRow, to: InvoiceStatus): void {
  if (!TRANSITIONS[invoice.status].includes(to))
    throw new Refusal('Invoice not of valid status for modification');
  if (to === 'VOIDED' && hasSettlements(invoice)) {
    throw new Refusal(
      `The status ${to} cannot be applied to the invoice because it has payment or Credit notes allocated to it.`,
    );
  }
}

/** True when a payment, credit note, prepayment or overpayment is applied to the invoice. */
export function hasSettlements(invoice: InvoiceRow): boolean {
  return Number(invoice.amountPaid) > 0 || invoice.credits.length > 0;
}
