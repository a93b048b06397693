import type { Books } from '../../books/books.ts';
import { findPayment } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { PaymentRow } from '../../books/rows.ts';
import { deletePayment } from '../../books/settlements/delete-payment.ts';
import { recordPayment } from '../../books/settlements/record-payment.ts';
import type { Call } from '../call.ts';
import { unitDecimalsOf } from '../listing.ts';
import { presentPayment } from '../present/payment.ts';
import type { Element } from './element.ts';
import type { Kind } from './write-elements.ts';

type PaymentGiven = ReturnType<typeof readPayment>;

const KINDS = ['Invoice', 'CreditNote', 'Prepayment', 'Overpayment'] as const;

/** Payments and refunds. Once it is there, a payment can only be deleted. */
export const PAYMENTS: Kind<PaymentGiven> = {
  collection: 'Payments',
  id: 'PaymentID',
  marks: { flag: 'HasValidationErrors', status: true, warnings: true },
  read: readPayment,
  write(call, given, target) {
    const id = target.id ?? (target.creates ? undefined : given.id);
    const row = id === undefined ? makePayment(call, given, target.creates) : changePayment(call, id, given);
    return () =>
      presentPayment(call.books, findPayment(call.books, row.id), 'one', {
        unitDecimals: unitDecimalsOf(call),
      });
  },
};

function readPayment(element: Element) {
  const account = element.element('Account');
  return {
    id: element.guid('PaymentID'),
    document: documentOf(element),
    status: element.oneOf('Status', ['AUTHORISED', 'DELETED']),
    names: element.names(),
    account: account?.guid('AccountID') ?? (account?.text('Code') || element.text('Code')),
    isReconciled: element.flag('IsReconciled'),
    details: {
      date: element.date('Date'),
      amount: element.decimal('Amount'),
      bankAmount: element.decimal('BankAmount'),
      currencyRate: element.decimal('CurrencyRate'),
      reference: element.text('Reference'),
    },
  };
}

/** What is paid or refunded, by its id or number, inside an object of its kind or by the number alone. */
function documentOf(element: Element): { kind: (typeof KINDS)[number]; name: string } | undefined {
  for (const kind of KINDS) {
    const inner = element.element(kind);
    const numbered = kind === 'Invoice' || kind === 'CreditNote';
    const name =
      inner?.guid(`${kind}ID`) ??
      (numbered ? inner?.text(`${kind}Number`) || element.text(`${kind}Number`) : undefined);
    if (name) return { kind, name };
  }
  return undefined;
}

function makePayment(call: Call, given: PaymentGiven, creates: boolean): PaymentRow {
  const { document, account, isReconciled, details } = given;
  if (!document) {
    throw new Refusal('A payment must be for an invoice, a credit note, a prepayment or an overpayment');
  }
  return recordPayment(call.books, document.name, {
    ...details,
    kind: document.kind,
    amount: details.amount ?? '0',
    account: account ?? '',
    needsRate: true,
    // Only a PUT can say that a payment was reconciled (Xero's documentation of payments).
    isReconciled: creates ? isReconciled : undefined,
    createdByApp: call.clientId,
  });
}

function changePayment({ books }: Call, id: string, { status, names }: PaymentGiven): PaymentRow {
  findPayment(books, id);
  if (status === undefined || names.some((name) => name !== 'status' && name !== 'paymentid')) {
    throw new Refusal('Only Status accepted for updates.');
  }
  if (status !== 'DELETED') throw new Refusal('Payment not of valid status for modification');
  return deletePayment(books, id);
}

/** The payment that a path names. */
export function findPaymentAt(books: Books, key: string): PaymentRow | undefined {
  return books.payments.get(key.toLowerCase());
}
