import type { Books } from '../../books/books.ts';
import type { AppliedCredit, InvoiceRow } from '../../books/rows.ts';
import { dateString, decimal, instantString, wireDate, wireInstant } from '../wire.ts';
import { presentAttached } from './attachment.ts';
import { presentContactOf } from './contact.ts';
import type { Detail, UnitDecimals } from './detail.ts';
import { presentLines, totalDiscount } from './lines.ts';
import { presentPaymentsOf } from './payments-of.ts';

/** One invoice or bill as Xero writes it. A summary leaves out lines, payments, credits and HasAttachments. */
export function presentInvoice(
  books: Books,
  row: InvoiceRow,
  detail: Detail,
  unitDecimals: UnitDecimals = 2,
): object {
  const isSummary = detail === 'summary';
  const discount = totalDiscount(row);
  // What is undefined is not written; spreading parts in is slower, and a page has a thousand invoices.
  return {
    Type: row.type,
    InvoiceID: row.id,
    InvoiceNumber: row.number,
    Reference: row.type === 'ACCREC' ? row.reference : undefined,
    ...(!isSummary && presentSettlements(books, row)),
    AmountDue: decimal(row.amountDue),
    AmountPaid: decimal(row.amountPaid),
    AmountCredited: decimal(row.amountCredited),
    CurrencyRate: decimal(row.currencyRate),
    SentToContact: row.sentToContact,
    IsDiscounted: discount !== undefined,
    TotalDiscount: discount === undefined ? undefined : decimal(discount),
    ...(!isSummary && presentAttached(books, 'Invoices', row.id, detail === 'one')),
    HasErrors: false,
    Contact: presentContactOf(books, row.contactId, detail),
    DateString: dateString(row.date),
    Date: wireDate(row.date),
    DueDateString: row.dueDate ? dateString(row.dueDate) : undefined,
    DueDate: row.dueDate ? wireDate(row.dueDate) : undefined,
    ExpectedPaymentDate: row.expectedPaymentDate ? wireDate(row.expectedPaymentDate) : undefined,
    PlannedPaymentDate: row.plannedPaymentDate ? wireDate(row.plannedPaymentDate) : undefined,
    Status: row.status,
    LineAmountTypes: row.lineAmountTypes,
    LineItems: isSummary ? undefined : detail === 'list' ? [] : presentLines(books, row, unitDecimals),
    SubTotal: decimal(row.subTotal),
    TotalTax: decimal(row.totalTax),
    Total: decimal(row.total),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    UpdatedDateUTCString: instantString(row.updatedAt),
    CurrencyCode: row.currency,
    BrandingThemeID: row.brandingThemeId ?? undefined,
    Url: row.url ?? undefined,
    FullyPaidOnDate: row.fullyPaidOn ? wireDate(row.fullyPaidOn) : undefined,
  };
}

function presentSettlements(books: Books, row: InvoiceRow): object {
  return {
    Payments: presentPaymentsOf(books, row.paymentIds),
    CreditNotes: presentCredits(books, row.credits, 'CreditNote'),
    Prepayments: presentCredits(books, row.credits, 'Prepayment'),
    Overpayments: presentCredits(books, row.credits, 'Overpayment'),
  };
}

function presentCredits(
  books: Books,
  credits: readonly AppliedCredit[],
  kind: AppliedCredit['kind'],
): object[] {
  return credits
    .filter((credit) => credit.kind === kind)
    .map((credit) => ({
      [`${kind}ID`]: credit.id,
      ...(kind === 'CreditNote' && { CreditNoteNumber: credit.number }),
      ID: credit.id,
      AppliedAmount: decimal(credit.amount),
      DateString: dateString(credit.date),
      Date: wireDate(credit.date),
      Total: decimal(totalOf(books, credit)),
      LineItems: [],
      ...(kind === 'CreditNote' && { HasErrors: false }),
    }));
}

function totalOf(books: Books, { kind, id, amount }: AppliedCredit): string {
  const { creditNotes, prepayments, overpayments } = books.rows;
  const rows = { CreditNote: creditNotes, Prepayment: prepayments, Overpayment: overpayments }[kind];
  return rows.get(id)?.total ?? amount;
}
