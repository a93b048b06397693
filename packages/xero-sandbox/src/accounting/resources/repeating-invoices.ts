import type { RepeatingInvoiceRow } from '../../books/rows.ts';
import { contactFieldsOf, documentFields } from '../document-fields.ts';
import { type Fields, guid, text } from '../fields.ts';
import { findOf, type Listing, listOf, oneOf } from '../listing.ts';
import { presentRepeatingInvoice } from '../present/repeating-invoice.ts';
import type { Resource } from '../resource.ts';
import { attachmentEndpoints } from './attachments.ts';
import { historyEndpoints } from './history.ts';

const { updateddateutc: _, date: __, ...fields } = documentFields;

const FIELDS: Fields<RepeatingInvoiceRow> = {
  ...fields,
  ...contactFieldsOf((row) => row.contactId),
  repeatinginvoiceid: guid((row) => row.id),
  type: text((row) => row.type),
  status: text((row) => row.status),
};

const LISTING: Listing<RepeatingInvoiceRow> = {
  collection: 'RepeatingInvoices',
  rows: (books) => books.rows.repeatingInvoices,
  fields: FIELDS,
  modifiedSince: false,
  paged: false,
  present: presentRepeatingInvoice,
};

/** Templates of invoices to come. */
export const repeatingInvoices: Resource = {
  name: 'RepeatingInvoices',
  scopes: ['accounting.invoices'],
  endpoints: {
    '': { get: listOf(LISTING) },
    '*': { get: oneOf(LISTING) },
    ...attachmentEndpoints('RepeatingInvoices', (books, key) => findOf(LISTING, books, key)),
    ...historyEndpoints((books, key) => findOf(LISTING, books, key)),
  },
};
