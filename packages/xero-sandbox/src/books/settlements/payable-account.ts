import type { Books } from '../books.ts';
import { Refusal } from '../refusal.ts';
import type { AccountRow } from '../rows.ts';

/**
 * The account that a payment goes to or comes from: a bank account, or one with payments enabled. Left out, the
 * first bank account in the document's currency, else in the base currency.
 *
 * Ends in a Refusal for a missing, archived or unsuitable account, and for one in a third currency, neither the
 * document's nor the base one.
 */
export function payableAccount(books: Books, idOrCode: string | undefined, currency: string): AccountRow {
  const account = idOrCode === undefined ? usual(books, currency) : named(books, idOrCode);
  if (!account) throw new Refusal('You must specify an Account code or Account ID for the payment');
  if (account.status !== 'ACTIVE') throw new Refusal(books.switches.archivedAccountText);
  if (account.type !== 'BANK' && !account.enablePaymentsToAccount) {
    throw new Refusal('Account type is invalid for making a payment to/from');
  }
  if (account.currency !== null && account.currency !== currency && account.currency !== books.baseCurrency) {
    throw new Refusal(books.switches.wrongCurrencyText);
  }
  return account;
}

/** Whether payments can be made to that account. */
export function takesPayments(account: AccountRow): boolean {
  return account.status === 'ACTIVE' && (account.type === 'BANK' || account.enablePaymentsToAccount);
}

function named(books: Books, idOrCode: string): AccountRow | undefined {
  return books.accounts.get(idOrCode) ?? books.accounts.all().find(({ code }) => code === idOrCode);
}

function usual(books: Books, currency: string): AccountRow | undefined {
  const banks = books.accounts.all().filter((row) => row.type === 'BANK' && row.status === 'ACTIVE');
  return (
    banks.find((row) => row.currency === currency) ?? banks.find((row) => row.currency === books.baseCurrency)
  );
}
