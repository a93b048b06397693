import type { InvoiceInput } from '../books/add-invoice.ts';
import type { InvoiceChange } from '../books/edit-invoice.ts';
import type { LineInput } from '../books/lines.ts';
import type { Fields } from './fields.ts';

/** Reads a new invoice from a request's body. */
export function readInvoice(body: Fields): InvoiceInput {
  body.only(
    'contact',
    'lines',
    'type',
    'status',
    'number',
    'reference',
    'date',
    'dueDate',
    'currency',
    'lineAmountTypes',
  );
  return {
    contact: body.text('contact'),
    lines: (body.optionalObjects('lines') ?? []).map(readLine),
    type: body.optionalOneOf('type', ['ACCREC', 'ACCPAY']),
    status: body.optionalOneOf('status', ['DRAFT', 'SUBMITTED', 'AUTHORISED']),
    number: body.optionalText('number'),
    reference: body.optionalText('reference'),
    date: body.optionalDate('date'),
    dueDate: body.optionalDate('dueDate'),
    currency: body.optionalText('currency'),
    lineAmountTypes: body.optionalOneOf('lineAmountTypes', ['Exclusive', 'Inclusive', 'NoTax']),
  };
}

/** Reads what is to change in an invoice. */
export function readChange(body: Fields): InvoiceChange {
  body.only('lines', 'date', 'dueDate', 'reference', 'sentToContact');
  return {
    lines: body.optionalObjects('lines')?.map(readLine),
    date: body.optionalDate('date'),
    dueDate: body.optionalDate('dueDate'),
    reference: body.optionalText('reference'),
    sentToContact: body.optionalFlag('sentToContact'),
  };
}

function readLine(line: Fields): LineInput {
  line.only('description', 'quantity', 'unitAmount', 'discountRate', 'accountCode', 'itemCode', 'taxType');
  return {
    description: line.text('description'),
    quantity: line.decimal('quantity'),
    unitAmount: line.decimal('unitAmount'),
    discountRate: line.optionalDecimal('discountRate'),
    accountCode: line.optionalText('accountCode'),
    itemCode: line.optionalText('itemCode'),
    taxType: line.optionalText('taxType'),
  };
}
