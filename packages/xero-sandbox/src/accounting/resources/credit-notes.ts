import { notFound } from '../../answers.ts';
import type { Books } from '../../books/books.ts';
import { creditNoteByNumber } from '../../books/find.ts';
import type { CreditRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { findOf, listOf, oneOf } from '../listing.ts';
import { answerPdf, wantsPdf } from '../present/pdf.ts';
import type { Resource } from '../resource.ts';
import { allocationEndpoints } from '../writing/allocations.ts';
import { CREDIT_NOTES } from '../writing/credit-notes.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { attachmentEndpoints } from './attachments.ts';
import { creditListing } from './credits.ts';
import { historyEndpoints } from './history.ts';

const LISTING = creditListing('CreditNote', {
  rows: (books) => books.rows.creditNotes,
  find: creditNoteByNumber,
});

/** Credit notes for customers and from suppliers; one is read by its id or number, also as PDF. */
export const creditNotes: Resource = {
  name: 'CreditNotes',
  scopes: ['accounting.invoices'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(CREDIT_NOTES), post: upserting(CREDIT_NOTES) },
    '*': { get: getCreditNote, post: updating(CREDIT_NOTES, findCreditNoteAt) },
    ...allocationEndpoints('CreditNote'),
    ...attachmentEndpoints('CreditNotes', findCreditNoteAt),
    ...historyEndpoints(findCreditNoteAt),
  },
};

/** The credit note that a path names by its id or number. */
function findCreditNoteAt(books: Books, key: string): CreditRow | undefined {
  return findOf(LISTING, books, key);
}

function getCreditNote(call: Call, key = ''): Response | Promise<Response> {
  if (!wantsPdf(call)) return oneOf(LISTING)(call, key);
  const row = findCreditNoteAt(call.books, key);
  return row ? answerPdf(call.books, row) : notFound();
}
