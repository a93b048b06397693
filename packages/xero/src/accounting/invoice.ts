import {
  currency,
  decimal,
  flag,
  guid,
  instant,
  MalformedRow,
  optionalDate,
  optionalDecimal,
  optionalGuid,
  optionalText,
  type Row,
  row,
  rows,
  text,
} from '../wire/row.ts';
import type { Collection } from './page.ts';

/**
 * A sales invoice (ACCREC). Amounts are decimal strings with exactly Xero's digits, in `currencyCode`; they are
 * Xero's figures and are not checked against each other. Dates are `YYYY-MM-DD` in no zone.
 */
export type Invoice = {
  invoiceId: string;
  invoiceNumber: string | null;
  reference: string | null;
  /** `DRAFT`, `SUBMITTED`, `AUTHORISED`, `PAID`, `VOIDED`, `DELETED`, or something newer. */
  status: string;
  contactId: string;
  /** Empty when Xero left it out. */
  contactName: string;
  currencyCode: string;
  /** How much of the currency one unit of the base currency is. */
  currencyRate: string;
  brandingThemeId: string | null;
  subTotal: string;
  totalTax: string;
  total: string;
  amountDue: string;
  amountPaid: string;
  amountCredited: string;
  issuedOn: string | null;
  dueOn: string | null;
  fullyPaidOn: string | null;
  expectedPaymentOn: string | null;
  sentToContact: boolean;
  hasAttachments: boolean;
  updatedAt: Date;
  lines: InvoiceLine[];
  payments: InvoicePayment[];
  credits: InvoiceCredit[];
};

export type InvoiceLine = {
  lineItemId: string | null;
  description: string | null;
  itemCode: string | null;
  quantity: string | null;
  /** With up to four decimals. */
  unitAmount: string | null;
  taxAmount: string | null;
  lineAmount: string | null;
  /** Per cent. */
  discountRate: string | null;
  accountCode: string | null;
};

export type InvoicePayment = {
  paymentId: string;
  date: string | null;
  amount: string;
  reference: string | null;
};

/** A credit that was applied to the invoice in place of a payment. */
export type InvoiceCredit = {
  kind: 'credit_note' | 'overpayment' | 'prepayment';
  id: string;
  number: string | null;
  appliedAmount: string;
  date: string | null;
};

export const INVOICES: Collection<Invoice> = {
  name: 'Invoices',
  idKey: 'InvoiceID',
  read: readInvoice,
};

function readInvoice(invoice: Row): Invoice {
  if (invoice.Type !== 'ACCREC') throw new MalformedRow('Type is not ACCREC: this is no sales invoice.');
  const contact = row(invoice.Contact, 'Contact');
  return {
    invoiceId: guid(invoice, 'InvoiceID'),
    invoiceNumber: optionalText(invoice, 'InvoiceNumber'),
    reference: optionalText(invoice, 'Reference'),
    status: text(invoice, 'Status'),
    contactId: guid(contact, 'ContactID'),
    contactName: optionalText(contact, 'Name') ?? '',
    currencyCode: currency(invoice, 'CurrencyCode'),
    currencyRate: optionalDecimal(invoice, 'CurrencyRate') ?? '1',
    brandingThemeId: optionalGuid(invoice, 'BrandingThemeID'),
    subTotal: decimal(invoice, 'SubTotal'),
    totalTax: decimal(invoice, 'TotalTax'),
    total: decimal(invoice, 'Total'),
    amountDue: decimal(invoice, 'AmountDue'),
    amountPaid: decimal(invoice, 'AmountPaid'),
    amountCredited: optionalDecimal(invoice, 'AmountCredited') ?? '0',
    issuedOn: optionalDate(invoice, 'Date'),
    dueOn: optionalDate(invoice, 'DueDate'),
    fullyPaidOn: optionalDate(invoice, 'FullyPaidOnDate'),
    expectedPaymentOn: optionalDate(invoice, 'ExpectedPaymentDate'),
    sentToContact: flag(invoice, 'SentToContact'),
    hasAttachments: flag(invoice, 'HasAttachments'),
    updatedAt: instant(invoice, 'UpdatedDateUTC'),
    lines: rows(invoice, 'LineItems').map(readLine),
    payments: rows(invoice, 'Payments').map(readPayment),
    credits: [
      ...rows(invoice, 'CreditNotes').map((credit) => readCredit(credit, 'credit_note', 'CreditNote')),
      ...rows(invoice, 'Overpayments').map((credit) => readCredit(credit, 'overpayment', 'Overpayment')),
      ...rows(invoice, 'Prepayments').map((credit) => readCredit(credit, 'prepayment', 'Prepayment')),
    ],
  };
}

export function readLine(line: Row): InvoiceLine {
  return {
    lineItemId: optionalGuid(line, 'LineItemID'),
    description: optionalText(line, 'Description'),
    itemCode: optionalText(line, 'ItemCode'),
    quantity: optionalDecimal(line, 'Quantity'),
    unitAmount: optionalDecimal(line, 'UnitAmount'),
    taxAmount: optionalDecimal(line, 'TaxAmount'),
    lineAmount: optionalDecimal(line, 'LineAmount'),
    discountRate: optionalDecimal(line, 'DiscountRate'),
    accountCode: optionalText(line, 'AccountCode'),
  };
}

export function readPayment(payment: Row): InvoicePayment {
  return {
    paymentId: guid(payment, 'PaymentID'),
    date: optionalDate(payment, 'Date'),
    amount: decimal(payment, 'Amount'),
    reference: optionalText(payment, 'Reference'),
  };
}

function readCredit(credit: Row, kind: InvoiceCredit['kind'], name: string): InvoiceCredit {
  return {
    kind,
    id: guid(credit, `${name}ID`),
    number: optionalText(credit, `${name}Number`),
    appliedAmount: decimal(credit, 'AppliedAmount'),
    date: optionalDate(credit, 'Date'),
  };
}
