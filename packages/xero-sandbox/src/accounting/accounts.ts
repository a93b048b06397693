import { notFound } from '../answers.ts';
import type { AccountRow } from '../books/rows.ts';
import type { Call } from './call.ts';
import { envelope } from './envelope.ts';
import { type Fields, flag, guid, instant, text } from './fields.ts';
import { answerList } from './list.ts';
import { wireInstant } from './wire.ts';

const FIELDS: Fields<AccountRow> = {
  accountid: guid((row) => row.id),
  code: text((row) => row.code),
  name: text((row) => row.name),
  type: text((row) => row.type),
  class: text((row) => row.class),
  status: text((row) => row.status),
  taxtype: text((row) => row.taxType),
  systemaccount: text((row) => row.systemAccount),
  enablepaymentstoaccount: flag((row) => row.enablePaymentsToAccount),
  updateddateutc: instant((row) => row.updatedAt),
};

/** GET /Accounts: never paged, archived ones included. */
export function listAccounts(call: Call): Response {
  return answerList(call, {
    collection: 'Accounts',
    rows: call.books.accounts,
    fields: FIELDS,
    filters: [],
    paged: false,
    present,
  });
}

/** GET /Accounts/{AccountID}. */
export function getAccount(call: Call, id: string): Response {
  const row = call.books.accounts.get(id.toLowerCase());
  return row ? envelope(call, 'Accounts', [present(row)]) : notFound();
}

function present(row: AccountRow): object {
  return {
    AccountID: row.id,
    ...(row.code && { Code: row.code }),
    Name: row.name,
    Status: row.status,
    Type: row.type,
    TaxType: row.taxType,
    Class: row.class,
    ...(row.systemAccount && { SystemAccount: row.systemAccount }),
    EnablePaymentsToAccount: row.enablePaymentsToAccount,
    ShowInExpenseClaims: false,
    ...(row.type === 'BANK' && {
      BankAccountType: 'BANK',
      BankAccountNumber: row.bankAccountNumber ?? '',
      CurrencyCode: row.currency,
    }),
    ReportingCode: '',
    HasAttachments: false,
    UpdatedDateUTC: wireInstant(row.updatedAt),
    AddToWatchlist: false,
  };
}
