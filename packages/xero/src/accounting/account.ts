import { flag, guid, optionalInstant, optionalText, type Row, text } from '../wire/row.ts';
import type { Collection } from './page.ts';

export type Account = {
  accountId: string;
  code: string | null;
  name: string;
  /** `BANK` and many more; new values come without notice. */
  type: string;
  status: string;
  /** Bank accounts only. */
  currencyCode: string | null;
  /** Payments are taken by an account of type `BANK` or one with this flag. */
  enablePaymentsToAccount: boolean;
  /** What Xero uses the account for by itself, such as `DEBTORS`: the account of what customers owe. */
  systemAccount: string | null;
  updatedAt: Date | null;
};

export const ACCOUNTS: Collection<Account> = {
  name: 'Accounts',
  idKey: 'AccountID',
  read: readAccount,
};

function readAccount(row: Row): Account {
  return {
    accountId: guid(row, 'AccountID'),
    code: optionalText(row, 'Code'),
    name: text(row, 'Name'),
    type: text(row, 'Type'),
    status: text(row, 'Status'),
    currencyCode: optionalText(row, 'CurrencyCode'),
    enablePaymentsToAccount: flag(row, 'EnablePaymentsToAccount'),
    systemAccount: optionalText(row, 'SystemAccount'),
    updatedAt: optionalInstant(row, 'UpdatedDateUTC'),
  };
}
