import { addDays } from '../books/dates.ts';
import type { BooksPage } from './books-visit.ts';
import { newDocumentForm, readDocument } from './document-form.ts';

const TYPES = [
  { value: 'ACCREC', text: 'Sales invoice' },
  { value: 'ACCPAY', text: 'Bill' },
];

/** A new invoice or bill. */
export const newInvoicePage: BooksPage = {
  path: '/invoices/new',
  show: (visit) => ({
    title: 'New invoice',
    content: newDocumentForm(
      visit,
      { name: 'type', label: 'Type', kind: 'select', options: TYPES },
      addDays(visit.books.today(), 20),
    ),
  }),
  actions: {
    add: {
      done: 'The document was added.',
      act({ verbs, base }, form) {
        const type = form.get('type') === 'ACCPAY' ? 'ACCPAY' : 'ACCREC';
        const { id } = verbs.addInvoice({ ...readDocument(form), type });
        return `${base}/invoices/${id}`;
      },
    },
  },
};
