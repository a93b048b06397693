import type { Books } from '../../books/books.ts';
import { Refusal } from '../../books/refusal.ts';
import type { BatchPaymentRow } from '../../books/rows.ts';
import { deleteBatchPayment, recordBatchPayment } from '../../books/settlements/batch-payments.ts';
import { presentBatchPayment } from '../present/batch-payment.ts';
import type { Element } from './element.ts';
import type { Kind } from './write-elements.ts';

type BatchPaymentGiven = ReturnType<typeof readBatchPayment>;

/** Payments of several invoices or several bills at once; afterwards they can only be deleted, all together. */
export const BATCH_PAYMENTS: Kind<BatchPaymentGiven> = {
  collection: 'BatchPayments',
  id: 'BatchPaymentID',
  marks: {},
  read: readBatchPayment,
  write(call, given, target) {
    const { books } = call;
    const id = target.id ?? (target.creates ? undefined : given.id);
    if (id === undefined && !target.creates) throw new Refusal('A BatchPaymentID must be specified');
    if (id !== undefined && given.status !== 'DELETED')
      throw new Refusal('Only Status accepted for updates.');
    const row =
      id === undefined
        ? recordBatchPayment(books, { ...given.batch, createdByApp: call.clientId })
        : deleteBatchPayment(books, id);
    return () => presentBatchPayment(books, row);
  },
};

function readBatchPayment(element: Element) {
  const account = element.element('Account');
  return {
    id: element.guid('BatchPaymentID'),
    status: element.oneOf('Status', ['AUTHORISED', 'DELETED']),
    batch: {
      account: account?.guid('AccountID') ?? account?.text('Code') ?? '',
      date: element.date('Date'),
      reference: element.text('Reference'),
      narrative: element.text('Narrative'),
      payments: (element.elements('Payments') ?? []).map(readPart),
    },
  };
}

function readPart(payment: Element) {
  const invoice = payment.element('Invoice');
  return {
    invoice:
      invoice?.guid('InvoiceID') ?? invoice?.text('InvoiceNumber') ?? payment.text('InvoiceNumber') ?? '',
    amount: payment.decimal('Amount') ?? '0',
    reference: payment.text('Reference'),
  };
}

/** The batch that a path names. */
export function findBatchPaymentAt(books: Books, key: string): BatchPaymentRow | undefined {
  return books.rows.batchPayments.get(key.toLowerCase());
}
