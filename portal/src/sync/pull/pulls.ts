import type { XeroAccounting } from '@ledgerport/xero';
import { pullAccounts } from './accounts.ts';
import { pullCredits } from './credits.ts';
import { pullCustomers } from './customers.ts';
import { pullInvoices } from './invoices.ts';
import { pullPayments } from './payments.ts';

/** How each record type that changes by itself is read and kept. */
export function createPulls(xero: XeroAccounting, signal?: AbortSignal) {
  return {
    accounts: pullAccounts(xero, signal),
    customers: pullCustomers(xero, signal),
    invoices: pullInvoices(xero, signal),
    credit_notes: pullCredits(xero, 'credit_notes', signal),
    overpayments: pullCredits(xero, 'overpayments', signal),
    prepayments: pullCredits(xero, 'prepayments', signal),
    payments: pullPayments(xero, signal),
  };
}

/** The record types whose records can be read again one by one. */
export type RereadEntity = Exclude<keyof ReturnType<typeof createPulls>, 'accounts'>;
