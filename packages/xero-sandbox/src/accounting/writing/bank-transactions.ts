import { addBankTransaction, deleteBankTransaction } from '../../books/banking/bank-transactions.ts';
import { editBankTransaction } from '../../books/banking/edit-bank-transaction.ts';
import { findBankTransaction } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { BankTransactionRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { unitDecimalsOf } from '../listing.ts';
import { presentBankTransaction } from '../present/bank-transaction.ts';
import { readContact } from './contact-fields.ts';
import { contactOfDocument } from './contact-of-document.ts';
import type { Element } from './element.ts';
import { completeLines, readLines, type Side } from './lines.ts';
import type { Kind } from './write-elements.ts';

type BankTransactionGiven = ReturnType<typeof readBankTransaction>;

/** Money received and spent; overpayments and prepayments come into being here too. */
export const BANK_TRANSACTIONS: Kind<BankTransactionGiven> = {
  collection: 'BankTransactions',
  id: 'BankTransactionID',
  marks: { status: true },
  read: readBankTransaction,
  write(call, given, target) {
    const id = target.id ?? (target.creates ? undefined : given.id);
    const row = id === undefined ? create(call, given) : change(call, id, given);
    return () => presentBankTransaction(call.books, row, 'one', unitDecimalsOf(call));
  },
};

function readBankTransaction(element: Element) {
  const contact = element.element('Contact');
  const account = element.element('BankAccount');
  return {
    id: element.guid('BankTransactionID'),
    type: element.oneOf('Type', [
      'RECEIVE',
      'SPEND',
      'RECEIVE-OVERPAYMENT',
      'RECEIVE-PREPAYMENT',
      'SPEND-OVERPAYMENT',
      'SPEND-PREPAYMENT',
      'RECEIVE-TRANSFER',
      'SPEND-TRANSFER',
    ]),
    status: element.oneOf('Status', ['AUTHORISED', 'DELETED', 'VOIDED']),
    contact: contact && readContact(contact),
    bankAccount: account?.guid('AccountID') ?? (account?.text('Code') || undefined),
    lines: readLines(element),
    details: {
      date: element.date('Date'),
      reference: element.text('Reference'),
      lineAmountTypes: element.oneOf('LineAmountTypes', ['Exclusive', 'Inclusive', 'NoTax']),
      currencyRate: element.decimal('CurrencyRate'),
      isReconciled: element.flag('IsReconciled'),
      url: element.text('Url') || undefined,
    },
  };
}

function create(call: Call, given: BankTransactionGiven): BankTransactionRow {
  const { type, contact, bankAccount, lines, status, details } = given;
  if (type === undefined || type === 'RECEIVE-TRANSFER' || type === 'SPEND-TRANSFER') {
    throw new Refusal('The Type of the bank transaction must be specified, and be none of a transfer');
  }
  if (status !== undefined && status !== 'AUTHORISED') {
    throw new Refusal('Bank transaction not of valid status for creation');
  }
  return addBankTransaction(call.books, {
    ...details,
    type,
    contact: contactOfDocument(call.books, contact),
    bankAccount: bankAccount ?? '',
    lines: completeLines(call.books, lines ?? [], sideOf(type)),
    unitDecimals: unitDecimalsOf(call),
  });
}

function change(call: Call, id: string, given: BankTransactionGiven): BankTransactionRow {
  const { books } = call;
  const old = findBankTransaction(books, id);
  if (given.status === 'DELETED') return deleteBankTransaction(books, id);
  if (given.status === 'VOIDED') throw new Refusal('Bank transaction not of valid status for modification');
  const { contact, lines, details } = given;
  return editBankTransaction(books, id, {
    ...details,
    contact: contact && contactOfDocument(books, contact),
    lines: lines && completeLines(books, lines, sideOf(old.type), old.lines),
    unitDecimals: unitDecimalsOf(call),
  });
}

function sideOf(type: BankTransactionRow['type']): Side {
  return type.startsWith('RECEIVE') ? 'sales' : 'purchases';
}
