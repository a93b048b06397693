import type { InvoiceStatus } from '../books/rows.ts';
import type { BooksVerbs } from '../books/verbs.ts';
import { verb } from './books-route.ts';
import type { ControlRoute } from './control-route.ts';
import { readCreditNote, readCreditNoteChange, readInvoice, readInvoiceChange } from './read-document.ts';

type SetStatus = (verbs: BooksVerbs, id: string, status: InvoiceStatus) => unknown;

/** Invoices, bills and credit notes. */
export const DOCUMENT_ROUTES: readonly ControlRoute[] = [
  verb({
    method: 'POST',
    path: '/invoices',
    about:
      'Adds an invoice or a bill: {contact, lines, type?, status?, number?, date?, dueDate?, currency?, …}',
    status: 201,
    read: readInvoice,
    act: (verbs, invoice) => verbs.addInvoice(invoice),
  }),
  verb({
    method: 'PATCH',
    path: '/invoices/:id',
    about: 'Edits an invoice: {lines?, contact?, number?, date?, dueDate?, reference?, sentToContact?, …}',
    read: readInvoiceChange,
    act: (verbs, change, id) => verbs.editInvoice(id, change),
  }),
  ...statusRoutes('/invoices', 'an invoice', (verbs, id, status) => verbs.setInvoiceStatus(id, status)),
  verb({
    method: 'POST',
    path: '/credit-notes',
    about: 'Adds a credit note: {contact, lines, type?, status?, number?, date?, currency?, …}',
    status: 201,
    read: readCreditNote,
    act: (verbs, creditNote) => verbs.addCreditNote(creditNote),
  }),
  verb({
    method: 'PATCH',
    path: '/credit-notes/:id',
    about: 'Edits a credit note: {lines?, contact?, number?, date?, reference?, sentToContact?, …}',
    read: readCreditNoteChange,
    act: (verbs, change, id) => verbs.editCreditNote(id, change),
  }),
  ...statusRoutes('/credit-notes', 'a credit note', (verbs, id, status) =>
    verbs.setCreditNoteStatus(id, status),
  ),
];

function statusRoutes(path: string, what: string, set: SetStatus): ControlRoute[] {
  const to = (method: 'POST' | 'DELETE', end: string, about: string, status: InvoiceStatus) =>
    verb({ method, path: `${path}/:id${end}`, about, act: (verbs, _, id) => set(verbs, id, status) });
  return [
    to('POST', '/submit', `Submits ${what} for approval`, 'SUBMITTED'),
    to('POST', '/draft', `Makes ${what} that was submitted a draft again`, 'DRAFT'),
    to('POST', '/approve', `Approves ${what}`, 'AUTHORISED'),
    to('POST', '/void', `Voids ${what} that was approved`, 'VOIDED'),
    to('DELETE', '', `Deletes ${what} that was not approved`, 'DELETED'),
  ];
}
