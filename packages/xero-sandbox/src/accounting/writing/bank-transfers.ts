import { addBankTransfer, deleteBankTransfer } from '../../books/banking/bank-transfers.ts';
import type { Books } from '../../books/books.ts';
import { Refusal } from '../../books/refusal.ts';
import type { BankTransferRow } from '../../books/rows.ts';
import { presentBankTransfer } from '../present/bank-transfer.ts';
import type { Element } from './element.ts';
import type { Kind } from './write-elements.ts';

type BankTransferGiven = ReturnType<typeof readBankTransfer>;

/** Transfers between bank accounts; a POST can only delete one. */
export const BANK_TRANSFERS: Kind<BankTransferGiven> = {
  collection: 'BankTransfers',
  id: 'BankTransferID',
  marks: {},
  read: readBankTransfer,
  write({ books }, given, target) {
    const id = target.id ?? (target.creates ? undefined : given.id);
    if (id === undefined && !target.creates) throw new Refusal('A BankTransferID must be specified');
    if (id !== undefined && given.status !== 'DELETED')
      throw new Refusal('Only Status accepted for updates.');
    const row = id === undefined ? addBankTransfer(books, given.transfer) : deleteBankTransfer(books, id);
    return () => presentBankTransfer(books, row);
  },
};

function readBankTransfer(element: Element) {
  return {
    id: element.guid('BankTransferID'),
    status: element.oneOf('Status', ['AUTHORISED', 'DELETED']),
    transfer: {
      from: accountOf(element.element('FromBankAccount')),
      to: accountOf(element.element('ToBankAccount')),
      amount: element.decimal('Amount') ?? '0',
      date: element.date('Date'),
      reference: element.text('Reference'),
    },
  };
}

function accountOf(account: Element | undefined): string {
  return account?.guid('AccountID') ?? account?.text('Code') ?? '';
}

/** The transfer that a path names. */
export function findBankTransferAt(books: Books, key: string): BankTransferRow | undefined {
  return books.rows.bankTransfers.get(key.toLowerCase());
}
