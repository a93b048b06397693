import type { Books } from '../../books/books.ts';
import type { OrderedRows } from '../../books/ordered-rows.ts';
import type { CreditKind, CreditRow } from '../../books/rows.ts';
import type { Call } from '../call.ts';
import { contactFieldsOf, documentFields } from '../document-fields.ts';
import { amount, date, type Fields, guid, text } from '../fields.ts';
import type { Listing } from '../listing.ts';
import { presentCredit } from '../present/credit.ts';
import type { Predicate } from '../where/compile.ts';

/** How credit notes, prepayments and overpayments are read; each says what is its own. */
export function creditListing(
  kind: CreditKind,
  own: {
    rows(books: Books): OrderedRows<CreditRow>;
    find?(books: Books, key: string): CreditRow | undefined;
    filters?(call: Call): readonly (Predicate<CreditRow> | undefined)[];
  },
): Listing<CreditRow> {
  return {
    collection: `${kind}s`,
    fields: { ...FIELDS, [`${kind.toLowerCase()}id`]: guid((row) => row.id) },
    modifiedSince: true,
    paged: true,
    present: presentCredit,
    ...own,
  };
}

const FIELDS: Fields<CreditRow> = {
  ...documentFields,
  ...contactFieldsOf((row) => row.contactId),
  type: text((row) => row.type),
  status: text((row) => row.status),
  creditnotenumber: text((row) => row.number),
  invoicenumber: text((row) => (row.kind === 'Prepayment' ? row.reference || null : null)),
  duedate: date((row) => row.dueDate),
  fullypaidondate: date((row) => row.fullyPaidOn),
  remainingcredit: amount((row) => row.remaining),
  brandingthemeid: guid((row) => row.brandingThemeId),
};

/** A test that a document's reference is one of those that the query names, in any letter case. */
export function referenceIn(call: Call, name: string): Predicate<CreditRow> | undefined {
  const wanted = call.query.list(name);
  return wanted && ((row) => wanted.has(row.reference.toLowerCase()));
}
