import type { Query } from '../store/store.ts';
import { type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';

const ACCOUNTS: MirrorTable = {
  name: 'accounts',
  key: 'xero_account_id',
  columns: {
    xero_account_id: 'text',
    code: 'text',
    name: 'text',
    type: 'text',
    status: 'text',
    currency: 'text',
    takes_payments: 'boolean',
    system_account: 'text',
  },
  outOfUse: "stored.status <> 'ACTIVE'",
};

/** A ledger account as the books have it; `takesPayments`: a customer's payment may be posted to it. */
export type BooksAccount = {
  id: string;
  code: string | null;
  name: string;
  type: string;
  status: string;
  currency: string | null;
  takesPayments: boolean;
  /** What the books use the account for by themselves, such as `DEBTORS`. */
  systemAccount: string | null;
  updatedAt: Date | null;
};

/** Brings these accounts of the mirror to what the books say. */
export function storeAccounts(
  query: Query,
  firmId: string,
  accounts: readonly BooksAccount[],
): Promise<StoredCounts> {
  return upsert(
    query,
    firmId,
    ACCOUNTS,
    accounts.map((account) => ({
      xero_account_id: account.id,
      code: account.code,
      name: account.name,
      type: account.type,
      status: account.status,
      currency: account.currency,
      takes_payments: account.takesPayments,
      system_account: account.systemAccount,
      xero_updated_at: account.updatedAt?.toISOString() ?? null,
    })),
  );
}
