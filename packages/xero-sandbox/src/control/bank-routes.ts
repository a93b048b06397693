import { verb } from './books-route.ts';
import type { ControlRoute } from './control-route.ts';
import { reconcile } from './payment-routes.ts';
import { readAccount } from './read-account.ts';
import { readBankTransaction, readBankTransfer } from './read-bank.ts';

/** Money that moves without an invoice, and the accounts. */
export const BANK_ROUTES: readonly ControlRoute[] = [
  verb({
    method: 'POST',
    path: '/bank-transactions',
    about:
      'Records money received or spent, also an overpayment or prepayment: {type, contact, bankAccount, lines, date?, …}',
    status: 201,
    read: readBankTransaction,
    act: (verbs, transaction) => verbs.addBankTransaction(transaction),
  }),
  verb({
    method: 'DELETE',
    path: '/bank-transactions/:id',
    about: 'Deletes a bank transaction',
    act: (verbs, _, id) => verbs.deleteBankTransaction(id),
  }),
  reconcile('/bank-transactions', 'bank transaction', (verbs, id, done) =>
    verbs.reconcileBankTransaction(id, done),
  ),
  verb({
    method: 'POST',
    path: '/bank-transfers',
    about: 'Moves money between two bank accounts: {from, to, amount, date?, reference?}',
    status: 201,
    read: readBankTransfer,
    act: (verbs, transfer) => verbs.addBankTransfer(transfer),
  }),
  verb({
    method: 'DELETE',
    path: '/bank-transfers/:id',
    about: 'Deletes a bank transfer with both its sides',
    act: (verbs, _, id) => verbs.deleteBankTransfer(id),
  }),
  verb({
    method: 'POST',
    path: '/accounts',
    about:
      'Adds an account: {code, name, type, taxType?, enablePaymentsToAccount?, bankAccountNumber?, currency?, …}',
    status: 201,
    read: readAccount,
    act: (verbs, account) => verbs.addAccount(account),
  }),
  verb({
    method: 'POST',
    path: '/accounts/:id/archive',
    about: 'Archives an account, by id or code',
    act: (verbs, _, id) => verbs.setAccountStatus(id, 'ARCHIVED'),
  }),
  verb({
    method: 'POST',
    path: '/accounts/:id/restore',
    about: 'Brings an archived account back',
    act: (verbs, _, id) => verbs.setAccountStatus(id, 'ACTIVE'),
  }),
  verb({
    method: 'PUT',
    path: '/accounts/:id/payments-allowed',
    about: 'Allows payments to an account or forbids them: {allowed}',
    read(body) {
      body.only('allowed');
      return body.flag('allowed');
    },
    act: (verbs, allowed, id) => verbs.setPaymentsToAccount(id, allowed),
  }),
];
