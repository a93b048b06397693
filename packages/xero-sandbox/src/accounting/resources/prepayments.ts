import { findOf, listOf, oneOf } from '../listing.ts';
import type { Resource } from '../resource.ts';
import { allocationEndpoints } from '../writing/allocations.ts';
import { creditListing, referenceIn } from './credits.ts';
import { historyEndpoints } from './history.ts';

const LISTING = creditListing('Prepayment', {
  rows: (books) => books.rows.prepayments,
  filters: (call) => [referenceIn(call, 'InvoiceNumbers')],
});

/** Money that came before its invoice. */
export const prepayments: Resource = {
  name: 'Prepayments',
  scopes: ['accounting.payments'],
  endpoints: {
    '': { get: listOf(LISTING) },
    '*': { get: oneOf(LISTING) },
    ...allocationEndpoints('Prepayment'),
    ...historyEndpoints((books, key) => findOf(LISTING, books, key)),
  },
};
