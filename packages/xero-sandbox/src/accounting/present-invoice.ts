import type { Books } from '../books/books.ts';
import type { AppliedCredit, ContactRow, InvoiceRow, LineRow } from '../books/rows.ts';
import { dateString, decimal, instantString, wireDate, wireInstant } from './wire.ts';

/** How much of an invoice an answer shows. */
export type Detail = 'full' | 'without lines' | 'summary';

/** One invoice as Xero writes it. A summary leaves out lines, payments, credits and HasAttachments. */
export function presentInvoice(books: Books, row: InvoiceRow, detail: Detail): object {
  const summary = detail === 'summary';
  return {
    Type: row.type,
    InvoiceID: row.id,
    InvoiceNumber: row.number,
    ...(row.type === 'ACCREC' && { Reference: row.reference }),
    ...(!summary && settlements(books, row)),
    AmountDue: decimal(row.amountDue),
    AmountPaid: decimal(row.amountPaid),
    AmountCredited: decimal(row.amountCredited),
    CurrencyRate: decimal(row.currencyRate),
    SentToContact: row.sentToContact,
    IsDiscounted: row.lines.some((line) => line.discountRate !== null),
    ...(!summary && { HasAttachments: false }),
    HasErrors: false,
    Contact: {
      ContactID: row.contactId,
      Name: books.contacts.get(row.contactId)?.name ?? '',
      Addresses: [],
      Phones: [],
      ContactGroups: [],
      ContactPersons: [],
      HasValidationErrors: false,
    },
    DateString: dateString(row.date),
    Date: wireDate(row.date),
    ...(row.dueDate && { DueDateString: dateString(row.dueDate), DueDate: wireDate(row.dueDate) }),
    Status: row.status,
    LineAmountTypes: row.lineAmountTypes,
    ...(!summary && { LineItems: detail === 'full' ? row.lines.map(presentLine) : [] }),
    SubTotal: decimal(row.subTotal),
    TotalTax: decimal(row.totalTax),
    Total: decimal(row.total),
    UpdatedDateUTC: wireInstant(row.updatedAt),
    UpdatedDateUTCString: instantString(row.updatedAt),
    CurrencyCode: row.currency,
    ...(row.fullyPaidOn && { FullyPaidOnDate: wireDate(row.fullyPaidOn) }),
  };
}

/** An invoice in full as JSON text, kept until the invoice, a payment on it or its contact changes. */
export function invoiceJson(books: Books, row: InvoiceRow): string {
  const contact = books.contacts.get(row.contactId);
  const kept = JSON_TEXTS.get(row);
  // Rows are replaced, never altered, and a payment replaces its invoice: only the contact can grow stale.
  if (kept && kept.contact === contact) return kept.text;
  const text = JSON.stringify(presentInvoice(books, row, 'full'));
  JSON_TEXTS.set(row, { contact, text });
  return text;
}

const JSON_TEXTS = new WeakMap<InvoiceRow, { contact: ContactRow | undefined; text: string }>();

function settlements(books: Books, row: InvoiceRow): object {
  const payments = row.paymentIds.flatMap((id) => books.payments.get(id) ?? []);
  return {
    Payments: payments
      .filter((payment) => payment.status === 'AUTHORISED')
      .map((payment) => ({
        PaymentID: payment.id,
        Date: wireDate(payment.date),
        Amount: decimal(payment.amount),
        ...(payment.reference && { Reference: payment.reference }),
        CurrencyRate: decimal(payment.currencyRate),
        HasAccount: false,
        HasValidationErrors: false,
      })),
    CreditNotes: presentCredits(row.credits, 'CreditNote'),
    Prepayments: presentCredits(row.credits, 'Prepayment'),
    Overpayments: presentCredits(row.credits, 'Overpayment'),
  };
}

function presentCredits(credits: readonly AppliedCredit[], kind: AppliedCredit['kind']): object[] {
  return credits
    .filter((credit) => credit.kind === kind)
    .map((credit) => ({
      [`${kind}ID`]: credit.id,
      ...(kind === 'CreditNote' && { CreditNoteNumber: credit.number, ID: credit.id }),
      AppliedAmount: decimal(credit.amount),
      DateString: dateString(credit.date),
      Date: wireDate(credit.date),
      Total: decimal(credit.amount),
      LineItems: [],
      HasErrors: false,
    }));
}

function presentLine(line: LineRow): object {
  return {
    ...(line.itemCode && { ItemCode: line.itemCode }),
    Description: line.description,
    UnitAmount: decimal(line.unitAmount),
    TaxType: line.taxType,
    TaxAmount: decimal(line.taxAmount),
    LineAmount: decimal(line.lineAmount),
    AccountCode: line.accountCode,
    Tracking: [],
    Quantity: decimal(line.quantity),
    ...(line.discountRate && { DiscountRate: decimal(line.discountRate) }),
    LineItemID: line.id,
    ValidationErrors: [],
  };
}
