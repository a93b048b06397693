import type { CreditNoteInput } from '../books/documents/add-credit-note.ts';
import type { InvoiceInput } from '../books/documents/add-invoice.ts';
import type { DocumentChange } from '../books/documents/edit-document.ts';
import type { InvoiceChange } from '../books/documents/edit-invoice.ts';
import type { LineInput } from '../books/documents/lines.ts';
import { FieldProblem, type Fields } from './fields.ts';

const COMMON = [
  'contact',
  'lines',
  'number',
  'reference',
  'date',
  'dueDate',
  'currency',
  'currencyRate',
  'lineAmountTypes',
  'unitDecimals',
  'sentToContact',
];
const OF_INVOICES = ['expectedPaymentDate', 'plannedPaymentDate', 'url'];
const STATUSES = ['DRAFT', 'SUBMITTED', 'AUTHORISED'] as const;

/** Reads a new invoice or bill from a request's body. */
export function readInvoice(body: Fields): InvoiceInput {
  body.only('type', 'status', ...COMMON, ...OF_INVOICES);
  const { lines = [], ...change } = { ...readCommon(body), ...readOfInvoices(body) };
  return {
    ...change,
    contact: body.text('contact'),
    lines,
    type: body.optionalOneOf('type', ['ACCREC', 'ACCPAY']),
    status: body.optionalOneOf('status', STATUSES),
  };
}

/** Reads what is to change in an invoice. */
export function readInvoiceChange(body: Fields): InvoiceChange {
  body.only(...COMMON, ...OF_INVOICES);
  return { ...readCommon(body), ...readOfInvoices(body) };
}

/** Reads a new credit note from a request's body. */
export function readCreditNote(body: Fields): CreditNoteInput {
  body.only('type', 'status', ...COMMON);
  const { lines = [], ...change } = readCommon(body);
  return {
    ...change,
    contact: body.text('contact'),
    lines,
    type: body.optionalOneOf('type', ['ACCRECCREDIT', 'ACCPAYCREDIT']),
    status: body.optionalOneOf('status', STATUSES),
  };
}

/** Reads what is to change in a credit note. */
export function readCreditNoteChange(body: Fields): DocumentChange {
  body.only(...COMMON);
  return readCommon(body);
}

/** Reads the field `lines`; undefined when it is missing. */
export function readLines(body: Fields): LineInput[] | undefined {
  return body.optionalObjects('lines')?.map((line) => {
    line.only(
      'id',
      'description',
      'quantity',
      'unitAmount',
      'discountRate',
      'accountCode',
      'itemCode',
      'taxType',
      'taxAmount',
    );
    return {
      id: line.optionalText('id'),
      description: line.text('description'),
      quantity: line.decimal('quantity'),
      unitAmount: line.decimal('unitAmount'),
      discountRate: line.optionalDecimal('discountRate'),
      accountCode: line.optionalText('accountCode'),
      itemCode: line.optionalText('itemCode'),
      taxType: line.optionalText('taxType'),
      taxAmount: line.optionalDecimal('taxAmount'),
    };
  });
}

function readCommon(body: Fields): DocumentChange {
  return {
    contact: body.optionalText('contact'),
    lines: readLines(body),
    number: body.optionalText('number'),
    reference: body.optionalText('reference'),
    date: body.optionalDate('date'),
    dueDate: body.optionalDate('dueDate'),
    currency: body.optionalCurrency('currency'),
    currencyRate: body.optionalDecimal('currencyRate'),
    lineAmountTypes: body.optionalOneOf('lineAmountTypes', ['Exclusive', 'Inclusive', 'NoTax']),
    unitDecimals: readUnitDecimals(body),
    sentToContact: body.optionalFlag('sentToContact'),
  };
}

function readOfInvoices(body: Fields) {
  return {
    expectedPaymentDate: body.optionalDate('expectedPaymentDate'),
    plannedPaymentDate: body.optionalDate('plannedPaymentDate'),
    url: body.optionalText('url'),
  };
}

function readUnitDecimals(body: Fields): 2 | 4 | undefined {
  const decimals = body.optionalWhole('unitDecimals', 2);
  if (decimals === undefined || decimals === 2 || decimals === 4) return decimals;
  throw new FieldProblem('unitDecimals', '2 or 4');
}
