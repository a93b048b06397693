import type { XeroAccounting } from '@ledgerport/xero';
import { storePayments } from '../../receivables/store-payments.ts';
import { definePull, type Pull } from './pull.ts';

/** Payments of sales invoices as Xero records them, with the accounts that the money went to. */
export function pullPayments(xero: XeroAccounting, signal?: AbortSignal): Pull {
  return definePull({
    entity: 'payments',
    words: 'payments',
    read: (since) => xero.readPayments({ since, ...(signal && { signal }) }),
    readByIds: (ids) => xero.paymentsByIds(ids, signal),
    idOf: (payment) => payment.paymentId,
    store: (query, firmId, payments) =>
      storePayments(
        query,
        firmId,
        payments.map((payment) => ({
          id: payment.paymentId,
          status: payment.status,
          paidOn: payment.paidOn,
          amount: payment.amount,
          currencyRate: payment.currencyRate,
          reference: payment.reference,
          isReconciled: payment.isReconciled,
          accountId: payment.accountId,
          invoiceId: payment.invoiceId,
          batchId: payment.batchPaymentId,
          updatedAt: payment.updatedAt,
        })),
      ),
  });
}
