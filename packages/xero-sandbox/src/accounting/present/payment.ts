import type { Books } from '../../books/books.ts';
import { creditsOf } from '../../books/documents/documents.ts';
import type { CreditRow, InvoiceRow, PaymentRow } from '../../books/rows.ts';
import { decimal, instantString, wireDate, wireInstant } from '../wire.ts';
import { presentContactOf } from './contact.ts';
import type { Detail, UnitDecimals } from './detail.ts';
import { presentInvoice } from './invoice.ts';

/**
 * One payment or refund as Xero writes it. What it settles is under Invoice; a refund's credit is there too, with
 * the credit's type and id (the examples and the invoice types of Xero's OpenAPI document).
 *
 * @param withDocument - false leaves Invoice out, as integrators reported of deleted payments.
 */
export function presentPayment(
  books: Books,
  row: PaymentRow,
  detail: Detail,
  { unitDecimals = 2, withDocument = true }: { unitDecimals?: UnitDecimals; withDocument?: boolean } = {},
): object {
  const account = books.accounts.get(row.accountId);
  return {
    PaymentID: row.id,
    ...(row.batchPaymentId && {
      BatchPaymentID: row.batchPaymentId,
      ...presentBatchOf(books, row.batchPaymentId),
    }),
    Date: wireDate(row.date),
    BankAmount: decimal(row.bankAmount),
    Amount: decimal(row.amount),
    Reference: row.reference,
    CurrencyRate: decimal(row.currencyRate),
    PaymentType: row.type,
    Status: row.status,
    UpdatedDateUTC: wireInstant(row.updatedAt),
    UpdatedDateUTCString: instantString(row.updatedAt),
    HasAccount: true,
    IsReconciled: row.isReconciled,
    Account: {
      AccountID: row.accountId,
      ...(account?.code && { Code: account.code }),
      ...(detail === 'one' && { Name: account?.name ?? '' }),
    },
    ...(withDocument && { Invoice: presentSettled(books, row, detail, unitDecimals) }),
    HasValidationErrors: false,
  };
}

function presentBatchOf(books: Books, batchPaymentId: string): object | undefined {
  const batch = books.rows.batchPayments.get(batchPaymentId);
  return (
    batch && {
      BatchPayment: {
        Account: { AccountID: batch.accountId },
        BatchPaymentID: batch.id,
        Date: wireDate(batch.date),
        Type: batch.type,
        Status: batch.status,
        TotalAmount: decimal(batch.totalAmount),
        UpdatedDateUTC: wireInstant(batch.updatedAt),
        IsReconciled: batch.isReconciled,
      },
    }
  );
}

function presentSettled(
  books: Books,
  { document: { kind, id } }: PaymentRow,
  detail: Detail,
  unitDecimals: UnitDecimals,
): object {
  if (kind !== 'Invoice') return presentSettledBriefly(books, id, creditsOf(books, kind).get(id));
  const invoice = books.invoices.get(id);
  return invoice && detail === 'one'
    ? presentInvoice(books, invoice, 'page', unitDecimals)
    : presentSettledBriefly(books, id, invoice);
}

function presentSettledBriefly(books: Books, id: string, row: InvoiceRow | CreditRow | undefined): object {
  return {
    ...(row && { Type: INVOICE_TYPE[row.type] }),
    InvoiceID: id,
    InvoiceNumber: row?.number ?? '',
    Payments: [],
    CreditNotes: [],
    Prepayments: [],
    Overpayments: [],
    HasErrors: false,
    IsDiscounted: false,
    ...(row && { Contact: presentContactOf(books, row.contactId, 'list') }),
    LineItems: [],
    ...(row && { CurrencyCode: row.currency }),
  };
}

/** How Xero calls what was paid or refunded when it stands under Invoice. */
const INVOICE_TYPE: Readonly<Record<(InvoiceRow | CreditRow)['type'], string>> = {
  ACCREC: 'ACCREC',
  ACCPAY: 'ACCPAY',
  ACCRECCREDIT: 'ACCRECCREDIT',
  ACCPAYCREDIT: 'ACCPAYCREDIT',
  'RECEIVE-OVERPAYMENT': 'AROVERPAYMENT',
  'SPEND-OVERPAYMENT': 'APOVERPAYMENT',
  'RECEIVE-PREPAYMENT': 'ARPREPAYMENT',
  'SPEND-PREPAYMENT': 'APPREPAYMENT',
};
