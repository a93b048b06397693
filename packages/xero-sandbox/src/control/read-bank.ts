import type { BankTransactionInput } from '../books/banking/bank-transactions.ts';
import type { BankTransferInput } from '../books/banking/bank-transfers.ts';
import type { Fields } from './fields.ts';
import { readLines } from './read-document.ts';

const TYPES = [
  'RECEIVE',
  'SPEND',
  'RECEIVE-OVERPAYMENT',
  'RECEIVE-PREPAYMENT',
  'SPEND-OVERPAYMENT',
  'SPEND-PREPAYMENT',
] as const;

/** Reads money received or spent from a request's body. */
export function readBankTransaction(body: Fields): BankTransactionInput {
  body.only(
    'type',
    'contact',
    'bankAccount',
    'lines',
    'date',
    'reference',
    'lineAmountTypes',
    'currencyRate',
    'isReconciled',
    'url',
  );
  return {
    type: body.oneOf('type', TYPES),
    contact: body.text('contact'),
    bankAccount: body.text('bankAccount'),
    lines: readLines(body) ?? [],
    date: body.optionalDate('date'),
    reference: body.optionalText('reference'),
    lineAmountTypes: body.optionalOneOf('lineAmountTypes', ['Exclusive', 'Inclusive', 'NoTax']),
    currencyRate: body.optionalDecimal('currencyRate'),
    isReconciled: body.optionalFlag('isReconciled'),
    url: body.optionalText('url'),
  };
}

/** Reads a transfer between bank accounts from a request's body. */
export function readBankTransfer(body: Fields): BankTransferInput {
  body.only('from', 'to', 'amount', 'date', 'reference');
  return {
    from: body.text('from'),
    to: body.text('to'),
    amount: body.decimal('amount'),
    date: body.optionalDate('date'),
    reference: body.optionalText('reference'),
  };
}
