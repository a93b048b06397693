import type { Invoice, XeroAccounting } from '@ledgerport/xero';
import { type BooksInvoice, storeInvoices } from '../../receivables/store-invoices.ts';
import { toLine, toPayment } from './parts.ts';
import { definePull, type Pull } from './pull.ts';

/** Xero's sales invoices (ACCREC) with their lines, payments and credits. */
export function pullInvoices(xero: XeroAccounting, signal?: AbortSignal): Pull {
  return definePull({
    entity: 'invoices',
    words: 'invoices',
    read: (since) => xero.readInvoices({ since, ...(signal && { signal }) }),
    readByIds: (ids) => xero.invoicesByIds(ids, signal),
    idOf: (invoice) => invoice.invoiceId,
    store: (query, firmId, invoices) => storeInvoices(query, firmId, invoices.map(toBooksInvoice)),
  });
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
    currencyRate: invoice.currencyRate,
    brandingThemeId: invoice.brandingThemeId,
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
    lines: invoice.lines.map(toLine),
    payments: invoice.payments.map(toPayment),
    credits: invoice.credits.map(({ id, kind, number, date, appliedAmount }) => ({
      id,
      kind,
      number,
      creditedOn: date,
      amount: appliedAmount,
    })),
  };
}
