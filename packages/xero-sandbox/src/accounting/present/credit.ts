import type { Books } from '../../books/books.ts';
import type { AllocationRow, CreditRow } from '../../books/rows.ts';
import { dateString, decimal, instantString, wireDate, wireInstant } from '../wire.ts';
import { presentAttached } from './attachment.ts';
import { presentContactOf } from './contact.ts';
import type { Detail, UnitDecimals } from './detail.ts';
import { presentLines } from './lines.ts';
import { presentPaymentsOf } from './payments-of.ts';

/** One credit note, prepayment or overpayment as Xero writes it; the id stands there a second time as `ID`. */
export function presentCredit(
  books: Books,
  row: CreditRow,
  detail: Detail,
  unitDecimals: UnitDecimals = 2,
): object {
  return {
    [`${row.kind}ID`]: row.id,
    ...(row.kind === 'CreditNote' && { CreditNoteNumber: row.number ?? '' }),
    ID: row.id,
    Type: row.type,
    Reference: row.reference,
    // A prepayment's reference is what people see as its number, as in the examples of Xero's OpenAPI document.
    ...(row.kind === 'Prepayment' && { InvoiceNumber: row.reference }),
    RemainingCredit: decimal(row.remaining),
    Allocations: row.allocations.map((allocation) => presentAllocation(books, allocation)),
    Payments: presentPaymentsOf(books, row.paymentIds),
    ...presentAttachedTo(books, row, detail === 'one'),
    CurrencyRate: decimal(row.currencyRate),
    ...(row.kind === 'CreditNote' && { SentToContact: row.sentToContact }),
    Contact: presentContactOf(books, row.contactId, detail),
    DateString: dateString(row.date),
    Date: wireDate(row.date),
    ...(row.kind === 'CreditNote' &&
      row.dueDate && { DueDateString: dateString(row.dueDate), DueDate: wireDate(row.dueDate) }),
    Status: row.status,
    LineAmountTypes: row.lineAmountTypes,
    LineItems: detail === 'list' ? [] : presentLines(books, row, unitDecimals),
    SubTotal: decimal(row.subTotal),
    TotalTax: decimal(row.totalTax),
    Total: decimal(row.total),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    UpdatedDateUTCString: instantString(row.updatedAt),
    CurrencyCode: row.currency,
    ...(row.kind !== 'Overpayment' && row.brandingThemeId && { BrandingThemeID: row.brandingThemeId }),
    ...(row.kind === 'CreditNote' && row.fullyPaidOn && { FullyPaidOnDate: wireDate(row.fullyPaidOn) }),
  };
}

/** A part of a credit that was applied to an invoice. */
export function presentAllocation(books: Books, allocation: AllocationRow): object {
  const invoice = books.invoices.get(allocation.invoiceId);
  return {
    AllocationID: allocation.id,
    Amount: decimal(allocation.amount),
    Date: wireDate(allocation.date),
    Invoice: {
      InvoiceID: allocation.invoiceId,
      InvoiceNumber: invoice?.number ?? '',
      Payments: [],
      CreditNotes: [],
      Prepayments: [],
      Overpayments: [],
      HasErrors: false,
      IsDiscounted: false,
      LineItems: [],
    },
  };
}

// Files hang on the bank transaction that a prepayment or overpayment came with; Xero's model of a credit note
// knows only whether there are any.
function presentAttachedTo(books: Books, row: CreditRow, alone: boolean): object {
  if (row.kind === 'CreditNote') return presentAttached(books, 'CreditNotes', row.id, false);
  return presentAttached(books, 'BankTransactions', row.bankTransactionId ?? row.id, alone);
}
