import { notFound } from '../../answers.ts';
import { creditsOf } from '../../books/documents/documents.ts';
import { findCredit } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { CreditKind, CreditRow } from '../../books/rows.ts';
import { allocateCredit, removeAllocation } from '../../books/settlements/allocations.ts';
import type { Call } from '../call.ts';
import { envelope } from '../envelope.ts';
import { presentAllocation } from '../present/credit.ts';
import type { Answer, Endpoint } from '../resource.ts';
import { wireDate } from '../wire.ts';
import { elementsOf } from './body.ts';
import type { Element } from './element.ts';
import { type Kind, writeElements } from './write-elements.ts';

type AllocationGiven = ReturnType<typeof readAllocation>;

/** The paths under one kind of credit that apply it to invoices and take that back. */
export function allocationEndpoints(kind: CreditKind): Record<string, Endpoint> {
  return {
    '*/Allocations': { put: allocating(kind) },
    '*/Allocations/*': { delete: removing(kind) },
  };
}

function allocating(kind: CreditKind): Answer {
  return (call, key = '') => {
    const credit = creditAt(call, kind, key);
    if (!credit) return notFound();
    return writeElements(call, ALLOCATIONS, elementsOf(call, 'Allocations'), {
      creates: true,
      id: credit.id,
    });
  };
}

function removing(kind: CreditKind): Answer {
  return (call, key = '', allocationId = '') => {
    const { books, switches } = call;
    const credit = creditAt(call, kind, key);
    const id = allocationId.toLowerCase();
    if (!credit?.allocations.some((allocation) => allocation.id === id)) return notFound();
    const removed = books.atomically(() => removeAllocation(books, credit.id, id));
    const { invoiceId, date } = removed;
    const invoice = { InvoiceID: invoiceId, InvoiceNumber: books.invoices.get(invoiceId)?.number ?? '' };
    const shown = { Date: wireDate(date), Invoice: invoice, IsDeleted: true };
    return switches.removedAllocation === 'object'
      ? Response.json({ AllocationId: id, ...shown })
      : envelope(call, 'Allocations', [{ AllocationID: id, ...shown }]);
  };
}

const ALLOCATIONS: Kind<AllocationGiven> = {
  collection: 'Allocations',
  id: 'AllocationID',
  marks: { status: true },
  read: readAllocation,
  write({ books }, { invoice, amount, date }, { id = '' }) {
    if (!invoice) throw new Refusal('An allocation must be for an invoice');
    const allocation = allocateCredit(books, id, { invoice, amount, date });
    return () => presentAllocation(books, allocation);
  },
};

function readAllocation(element: Element) {
  const invoice = element.element('Invoice');
  return {
    invoice: invoice?.guid('InvoiceID') ?? (invoice?.text('InvoiceNumber') || undefined),
    amount: element.decimal('Amount') ?? element.decimal('AppliedAmount'),
    date: element.date('Date'),
  };
}

function creditAt({ books }: Call, kind: CreditKind, key: string): CreditRow | undefined {
  const row = creditsOf(books, kind).get(key.toLowerCase());
  if (row || kind !== 'CreditNote') return row;
  return books.rows.creditNotes.all().some(({ number }) => number === key)
    ? findCredit(books, key)
    : undefined;
}
