import { attachmentsByOwner } from '../books/attached/owned.ts';
import type { PricedRow, Row } from '../books/rows.ts';
import { amount, date, type Fields, flag, guid, instant, text } from './fields.ts';

/** The field of all that files can hang on. */
export const attachmentField: Fields<Row> = {
  hasattachments: flag((row, books) => attachmentsByOwner(books).has(row.id)),
};

/** The fields that every document has. */
export const documentFields: Fields<PricedRow> = {
  ...attachmentField,
  reference: text((row) => row.reference || null),
  date: date((row) => row.date),
  lineamounttypes: text((row) => row.lineAmountTypes),
  currencycode: text((row) => row.currency),
  currencyrate: amount((row) => row.currencyRate),
  subtotal: amount((row) => row.subTotal),
  totaltax: amount((row) => row.totalTax),
  total: amount((row) => row.total),
  updateddateutc: instant((row) => row.updatedAt),
};

/** The fields of the contact that a record is for. */
export function contactFieldsOf<R>(contactId: (row: R) => string | null): Fields<R> {
  return {
    'contact.contactid': guid(contactId),
    'contact.name': text((row, books) => books.contacts.get(contactId(row) ?? '')?.name ?? null),
    'contact.contactnumber': text((row, books) => books.contacts.get(contactId(row) ?? '')?.number ?? null),
  };
}
