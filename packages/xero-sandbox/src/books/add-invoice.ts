import { randomUUID } from 'node:crypto';
import type { Books } from './books.ts';
import { checkDate } from './dates.ts';
import { findContact } from './find.ts';
import { type LineInput, priceLines } from './lines.ts';
import { checkDocumentDate } from './lock-dates.ts';
import { Refusal } from './refusal.ts';
import type { InvoiceRow, InvoiceType, LineAmountTypes } from './rows.ts';

export interface InvoiceInput {
  /** The contact's id, number or name. */
  readonly contact: string;
  readonly lines: readonly LineInput[];
  readonly type?: InvoiceType | undefined;
  readonly status?: 'DRAFT' | 'SUBMITTED' | 'AUTHORISED' | undefined;
  /** Left out on a sales invoice: the next free number. */
  readonly number?: string | undefined;
  readonly reference?: string | undefined;
  /** `YYYY-MM-DD`; left out: today in the organisation's zone. */
  readonly date?: string | undefined;
  readonly dueDate?: string | undefined;
  readonly currency?: string | undefined;
  readonly lineAmountTypes?: LineAmountTypes | undefined;
  readonly createdByApp?: string | undefined;
}

/** Adds an invoice or bill; ends in a Refusal with Xero's sentences when the books do not allow it. */
export function addInvoice(books: Books, input: InvoiceInput): InvoiceRow {
  const contact = findContact(books, input.contact);
  if (contact.status === 'ARCHIVED') throw new Refusal(ARCHIVED_CONTACT);
  const type = input.type ?? 'ACCREC';
  const status = input.status ?? 'DRAFT';
  const date = checkDate(input.date ?? books.today());
  const dueDate = input.dueDate === undefined ? null : checkDate(input.dueDate);
  checkDocumentDate(books, date);
  if (status === 'AUTHORISED' && !dueDate) throw new Refusal('Due Date is required.');
  const currency = input.currency ?? contact.currency ?? books.organisation.baseCurrency;
  const currencyRate = books.rates[currency];
  if (!currencyRate) throw new Refusal(`Organisation is not subscribed to currency ${currency}`);
  checkAccounts(books, input.lines);
  const lineAmountTypes = input.lineAmountTypes ?? 'Exclusive';
  const totals = priceLines(input.lines, lineAmountTypes);
  const row: InvoiceRow = {
    id: randomUUID(),
    type,
    status,
    number: numbered(books, type, input.number),
    reference: type === 'ACCREC' ? (input.reference ?? '') : '',
    contactId: contact.id,
    date,
    dueDate,
    fullyPaidOn: null,
    lineAmountTypes,
    currency,
    currencyRate,
    ...totals,
    amountDue: totals.total,
    amountPaid: '0.00',
    amountCredited: '0.00',
    paymentIds: [],
    credits: [],
    sentToContact: false,
    createdByApp: input.createdByApp ?? null,
    updatedAt: books.clock.now().getTime(),
  };
  books.invoices.put(row);
  return row;
}

/** Ends in a Refusal when a line names an account that does not exist or was archived. */
export function checkAccounts(books: Books, lines: readonly LineInput[]): void {
  for (const { accountCode = '200' } of lines) {
    const account = books.accounts.all().find((row) => row.code === accountCode);
    if (!account) throw new Refusal(`Account code '${accountCode}' is not a valid code for this document.`);
    if (account.status === 'ARCHIVED') {
      throw new Refusal(
        `Account code '${accountCode}' has been archived, or deleted. Each line item must reference a valid account.`,
      );
    }
  }
}

function numbered(books: Books, type: InvoiceType, given: string | undefined): string {
  if (type === 'ACCPAY') return given ?? '';
  if (given === undefined || given === '') return books.nextInvoiceNumber();
  const taken = books.invoices
    .all()
    .some((row) => row.type === 'ACCREC' && row.number === given && row.status !== 'DELETED');
  if (taken) throw new Refusal('Invoice # must be unique.');
  return given;
}

const ARCHIVED_CONTACT =
  'The contact with the specified contact details has been archived. The contact must be un-archived before creating new invoices or credit notes.';
