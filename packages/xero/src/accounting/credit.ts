import {
  currency,
  decimal,
  guid,
  instant,
  MalformedRow,
  optionalDate,
  optionalDecimal,
  optionalText,
  type Row,
  row,
  rows,
  text,
} from '../wire/row.ts';
import { type InvoiceLine, type InvoicePayment, readLine, readPayment } from './invoice.ts';
import type { Collection } from './page.ts';

/**
 * What stands to a customer's credit: a credit note (ACCRECCREDIT), an overpayment or a prepayment that was received.
 * Amounts are decimal strings with exactly Xero's digits, in `currencyCode`; dates are `YYYY-MM-DD` in no zone.
 */
export type Credit = {
  kind: 'credit_note' | 'overpayment' | 'prepayment';
  creditId: string;
  /** A credit note's own; overpayments have none. */
  number: string | null;
  reference: string | null;
  /** `DRAFT`, `SUBMITTED`, `AUTHORISED`, `PAID`, `VOIDED`, `DELETED`, or something newer. */
  status: string;
  contactId: string;
  /** Empty when Xero left it out. */
  contactName: string;
  currencyCode: string;
  /** How much of the currency one unit of the base currency is. */
  currencyRate: string;
  subTotal: string;
  totalTax: string;
  total: string;
  /** What has been neither applied to invoices nor paid back. */
  remainingCredit: string;
  issuedOn: string | null;
  updatedAt: Date;
  lines: InvoiceLine[];
  allocations: CreditAllocation[];
  /** What was paid back to the customer. */
  refunds: InvoicePayment[];
};

type CreditAllocation = { invoiceId: string; amount: string; date: string | null };

export const CREDIT_NOTES: Collection<Credit> = {
  name: 'CreditNotes',
  idKey: 'CreditNoteID',
  read: (credit) => readCredit(credit, 'credit_note', 'CreditNote', 'ACCRECCREDIT'),
  isForeign,
};

export const OVERPAYMENTS: Collection<Credit> = {
  name: 'Overpayments',
  idKey: 'OverpaymentID',
  read: (credit) => readCredit(credit, 'overpayment', 'Overpayment', 'RECEIVE-OVERPAYMENT'),
  isForeign,
};

export const PREPAYMENTS: Collection<Credit> = {
  name: 'Prepayments',
  idKey: 'PrepaymentID',
  read: (credit) => readCredit(credit, 'prepayment', 'Prepayment', 'RECEIVE-PREPAYMENT'),
  isForeign,
};

/** What stands to our own credit with a supplier: asked for by its id, it comes all the same. */
function isForeign({ Type }: Row): boolean {
  return Type === 'ACCPAYCREDIT' || Type === 'SPEND-OVERPAYMENT' || Type === 'SPEND-PREPAYMENT';
}

function readCredit(credit: Row, kind: Credit['kind'], name: string, type: string): Credit {
  if (credit.Type !== type) throw new MalformedRow(`Type is not ${type}: this is no credit of a customer.`);
  const contact = row(credit.Contact, 'Contact');
  return {
    kind,
    creditId: guid(credit, `${name}ID`),
    number: optionalText(credit, kind === 'credit_note' ? 'CreditNoteNumber' : 'InvoiceNumber'),
    reference: optionalText(credit, 'Reference'),
    status: text(credit, 'Status'),
    contactId: guid(contact, 'ContactID'),
    contactName: optionalText(contact, 'Name') ?? '',
    currencyCode: currency(credit, 'CurrencyCode'),
    currencyRate: optionalDecimal(credit, 'CurrencyRate') ?? '1',
    subTotal: decimal(credit, 'SubTotal'),
    totalTax: decimal(credit, 'TotalTax'),
    total: decimal(credit, 'Total'),
    remainingCredit: decimal(credit, 'RemainingCredit'),
    issuedOn: optionalDate(credit, 'Date'),
    updatedAt: instant(credit, 'UpdatedDateUTC'),
    lines: rows(credit, 'LineItems').map(readLine),
    allocations: rows(credit, 'Allocations').map(readAllocation),
    refunds: rows(credit, 'Payments').map(readPayment),
  };
}

function readAllocation(allocation: Row): CreditAllocation {
  return {
    invoiceId: guid(row(allocation.Invoice, 'Invoice'), 'InvoiceID'),
    amount: decimal(allocation, 'Amount'),
    date: optionalDate(allocation, 'Date'),
  };
}
