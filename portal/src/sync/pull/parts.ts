import type { Invoice } from '@ledgerport/xero';
import type { InvoiceLine as BooksLine, InvoicePayment as BooksPayment } from '../../store/tables.ts';

/** A line of a document in the portal's words. */
export function toLine(line: Invoice['lines'][number]): BooksLine {
  const { description, itemCode, quantity, unitAmount, discountRate, taxAmount, lineAmount } = line;
  return { description, itemCode, quantity, unitAmount, discountRate, taxAmount, lineAmount };
}

/** A payment that stands on a document, in the portal's words. */
export function toPayment(payment: Invoice['payments'][number]): BooksPayment {
  const { paymentId, date, amount, reference } = payment;
  return { id: paymentId, paidOn: date, amount, reference };
}
