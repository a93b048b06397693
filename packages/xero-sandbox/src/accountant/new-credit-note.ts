import type { BooksPage } from './books-visit.ts';
import { newDocumentForm, readDocument } from './document-form.ts';

const TYPES = [
  { value: 'ACCRECCREDIT', text: 'For a customer' },
  { value: 'ACCPAYCREDIT', text: 'From a supplier' },
];

/** A new credit note. */
export const newCreditNotePage: BooksPage = {
  path: '/credits/new',
  show: (visit) => ({
    title: 'New credit note',
    content: newDocumentForm(visit, { name: 'type', label: 'Type', kind: 'select', options: TYPES }, ''),
  }),
  actions: {
    add: {
      done: 'The credit note was added.',
      act({ verbs, base }, form) {
        const type = form.get('type') === 'ACCPAYCREDIT' ? 'ACCPAYCREDIT' : 'ACCRECCREDIT';
        const { id } = verbs.addCreditNote({ ...readDocument(form), type });
        return `${base}/credits/${id}`;
      },
    },
  },
};
