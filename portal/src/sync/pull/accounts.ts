import type { XeroAccounting } from '@ledgerport/xero';
import { storeAccounts } from '../../integrations/store-accounts.ts';
import { definePull, type Pull } from './pull.ts';

/** Xero's ledger accounts, in one unpaged answer. Payments may go to bank accounts and to those that allow them. */
export function pullAccounts(xero: XeroAccounting, signal?: AbortSignal): Pull {
  return definePull({
    entity: 'accounts',
    words: 'accounts',
    read: async function* (since) {
      yield await xero.accounts(since, signal);
    },
    idOf: (account) => account.accountId,
    store: (query, firmId, accounts) =>
      storeAccounts(
        query,
        firmId,
        accounts.map((account) => ({
          id: account.accountId,
          code: account.code,
          name: account.name,
          type: account.type,
          status: account.status,
          currency: account.currencyCode,
          takesPayments: account.type === 'BANK' || account.enablePaymentsToAccount,
          systemAccount: account.systemAccount,
          updatedAt: account.updatedAt,
        })),
      ),
  });
}
