import type { Credit, XeroAccounting } from '@ledgerport/xero';
import { type BooksCredit, storeCredits } from '../../receivables/store-credits.ts';
import { toLine, toPayment } from './parts.ts';
import { definePull, type Pull } from './pull.ts';

type CreditEntity = 'credit_notes' | 'overpayments' | 'prepayments';

/** What stands to customers' credit in Xero, with how it was applied and what was paid back. */
export function pullCredits(xero: XeroAccounting, entity: CreditEntity, signal?: AbortSignal): Pull {
  const { read, readByIds } = readersOf(xero, entity);
  return definePull({
    entity,
    words: entity.replace('_', ' '),
    read: (since) => read({ since, ...(signal && { signal }) }),
    readByIds: (ids) => readByIds(ids, signal),
    idOf: (credit) => credit.creditId,
    store: (query, firmId, credits) => storeCredits(query, firmId, credits.map(toBooksCredit)),
  });
}

function readersOf(xero: XeroAccounting, entity: CreditEntity) {
  if (entity === 'credit_notes') return { read: xero.readCreditNotes, readByIds: xero.creditNotesByIds };
  if (entity === 'overpayments') return { read: xero.readOverpayments, readByIds: xero.overpaymentsByIds };
  return { read: xero.readPrepayments, readByIds: xero.prepaymentsByIds };
}

/** The same credit in the portal's words. */
export function toBooksCredit(credit: Credit): BooksCredit {
  return {
    kind: credit.kind,
    id: credit.creditId,
    customerId: credit.contactId,
    customerName: credit.contactName,
    number: credit.number,
    reference: credit.reference,
    status: credit.status,
    currency: credit.currencyCode,
    currencyRate: credit.currencyRate,
    subTotal: credit.subTotal,
    totalTax: credit.totalTax,
    total: credit.total,
    remaining: credit.remainingCredit,
    issuedOn: credit.issuedOn,
    lines: credit.lines.map(toLine),
    allocations: credit.allocations.map(({ invoiceId, amount, date }) => ({
      invoiceId,
      amount,
      allocatedOn: date,
    })),
    refunds: credit.refunds.map(toPayment),
    updatedAt: credit.updatedAt,
  };
}
