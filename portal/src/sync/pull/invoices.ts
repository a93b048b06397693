import type { Invoice, XeroAccounting } from '@ledgerport/xero';
import { type BooksInvoice, storeInvoices } from '../../receivables/store-invoices.ts';
import type { Pull } from './store-pages.ts';

/** Xero's sales invoices (ACCREC) with their lines, payments and credits. */
export function pullInvoices(xero: XeroAccounting, signal: AbortSignal): Pull<Invoice> {
  return {
    entity: 'invoices',
    words: 'invoices',
    read: (since) => xero.readInvoices({ since, signal }),
    idOf: (invoice) => invoice.invoiceId,
    store: (query, firmId, invoices) => storeInvoices(query, firmId, invoices.map(toBooksInvoice)),
  };
}

/** The same invoice in the portal's words. */
export function toBooksInvoice(invoice: Invoice): BooksInvoice {
  return {
    id: invoice.invoiceId,
    customerId: invoice.contactId,
    customerName: invoice.contactName,
    number: invoice.invoiceNumber,
    reference: invoice.reference,
    status: invoice.status,
    currency: invoice.currencyCode,
    subTotal: invoice.subTotal,
    totalTax: invoice.totalTax,
    total: invoice.total,
    amountDue: invoice.amountDue,
    amountPaid: invoice.amountPaid,
    amountCredited: invoice.amountCredited,
    issuedOn: invoice.issuedOn,
    dueOn: invoice.dueOn,
    paidOn: invoice.fullyPaidOn,
    updatedAt: invoice.updatedAt,
    lines: invoice.lines.map(
      ({ description, itemCode, quantity, unitAmount, discountRate, taxAmount, lineAmount }) => ({
        description,
        itemCode,
        quantity,
        unitAmount,
        discountRate,
        taxAmount,
        lineAmount,
      }),
    ),
    payments: invoice.payments.map(({ paymentId, date, amount, reference }) => ({
      id: paymentId,
      paidOn: date,
      amount,
      reference,
    })),
    credits: invoice.credits.map(({ id, kind, number, date, appliedAmount }) => ({
      id,
      kind,
      number,
      creditedOn: date,
      amount: appliedAmount,
    })),
  };
}
