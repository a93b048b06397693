import { addInvoice } from '../../books/documents/add-invoice.ts';
import { setInvoiceStatus } from '../../books/documents/change-status.ts';
import { editInvoice } from '../../books/documents/edit-invoice.ts';
import { findInvoice, invoiceByNumber } from '../../books/find.ts';
import { Refusal } from '../../books/refusal.ts';
import type { InvoiceRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { unitDecimalsOf } from '../listing.ts';
import { presentInvoice } from '../present/invoice.ts';
import { changeOf, isEnding, newDocumentOf, readDocument } from './document-fields.ts';
import type { Element } from './element.ts';
import type { Kind, Target } from './write-elements.ts';

type InvoiceGiven = ReturnType<typeof readInvoice>;

/** Sales invoices and bills. */
export const INVOICES: Kind<InvoiceGiven> = {
  collection: 'Invoices',
  id: 'InvoiceID',
  marks: { flag: 'HasErrors', status: true, warnings: true },
  read: readInvoice,
  write(call, given, target) {
    const old = oldInvoice(call, given, target);
    const { id } = old ? changeInvoice(call, old, given) : createInvoice(call, given);
    return () => presentInvoice(call.books, findInvoice(call.books, id), 'one', unitDecimalsOf(call));
  },
};

function readInvoice(element: Element) {
  return {
    id: element.guid('InvoiceID'),
    type: element.oneOf('Type', ['ACCREC', 'ACCPAY']),
    number: element.text('InvoiceNumber'),
    document: readDocument(element),
    more: {
      expectedPaymentDate: element.date('ExpectedPaymentDate'),
      plannedPaymentDate: element.date('PlannedPaymentDate'),
      url: element.text('Url') || undefined,
    },
  };
}

/** Bills share numbers freely, so only a sales invoice can be found by its own. */
function oldInvoice({ books, switches }: Call, given: InvoiceGiven, target: Target): InvoiceRow | undefined {
  if (target.id !== undefined) return findInvoice(books, target.id);
  if (target.creates) return undefined;
  if (given.id !== undefined) return findInvoice(books, given.id);
  if (!given.number || given.type === 'ACCPAY' || switches.postByNumber === 'create') return undefined;
  const row = invoiceByNumber(books, given.number);
  return row?.type === 'ACCREC' && !isEnding(row.status) ? row : undefined;
}

function createInvoice(call: Call, { type, number, document, more }: InvoiceGiven): InvoiceRow {
  if (type === undefined) throw new Refusal('The Type of the invoice must be specified');
  const input = newDocumentOf(call, 'Invoice', document, type === 'ACCREC' ? 'sales' : 'purchases');
  return addInvoice(call.books, { ...input, ...more, type, number });
}

function changeInvoice(call: Call, old: InvoiceRow, { number, document, more }: InvoiceGiven): InvoiceRow {
  const { status } = document;
  if (status !== undefined && isEnding(status)) return setInvoiceStatus(call.books, old.id, status);
  const shared = changeOf(call, document, old.type === 'ACCREC' ? 'sales' : 'purchases', old);
  const own = { ...more, number };
  const says = shared !== undefined || Object.values(own).some((value) => value !== undefined);
  const row = says ? editInvoice(call.books, old.id, { ...shared, ...own }) : old;
  return status === undefined || status === row.status ? row : setInvoiceStatus(call.books, row.id, status);
}
