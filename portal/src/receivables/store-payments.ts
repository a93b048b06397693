import type { Query } from '../store/store.ts';
import { type MirrorTable, type StoredCounts, upsert } from '../store/upsert.ts';

const PAYMENTS: MirrorTable = {
  name: 'recorded_payments',
  key: 'xero_payment_id',
  columns: {
    xero_payment_id: 'text',
    status: 'text',
    paid_on: 'date',
    amount: 'numeric',
    currency_rate: 'numeric',
    reference: 'text',
    reconciled: 'boolean',
    xero_account_id: 'text',
    xero_invoice_id: 'text',
    xero_batch_id: 'text',
  },
  // A deleted payment can come without what it was for.
  kept: ['xero_account_id', 'xero_invoice_id', 'xero_batch_id'],
  outOfUse: "stored.status = 'DELETED'",
};

/** A payment of an invoice as the books record it, whoever took the money; the amount is in the invoice's currency. */
export type BooksPayment = {
  id: string;
  status: string;
  paidOn: string | null;
  amount: string;
  currencyRate: string;
  reference: string | null;
  isReconciled: boolean;
  accountId: string | null;
  invoiceId: string | null;
  batchId: string | null;
  updatedAt: Date;
};

/** Brings these payments of the mirror to what the books say. */
export function storePayments(
  query: Query,
  firmId: string,
  payments: readonly BooksPayment[],
): Promise<StoredCounts> {
  return upsert(
    query,
    firmId,
    PAYMENTS,
    payments.map((payment) => ({
      xero_payment_id: payment.id,
      status: payment.status,
      paid_on: payment.paidOn,
      amount: payment.amount,
      currency_rate: payment.currencyRate,
      reference: payment.reference,
      reconciled: payment.isReconciled,
      xero_account_id: payment.accountId,
      xero_invoice_id: payment.invoiceId,
      xero_batch_id: payment.batchId,
      xero_updated_at: payment.updatedAt.toISOString(),
    })),
  );
}
