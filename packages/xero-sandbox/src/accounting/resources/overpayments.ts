import { findOf, listOf, oneOf } from '../listing.ts';
import type { Resource } from '../resource.ts';
import { allocationEndpoints } from '../writing/allocations.ts';
import { creditListing, referenceIn } from './credits.ts';
import { historyEndpoints } from './history.ts';

const LISTING = creditListing('Overpayment', {
  rows: (books) => books.rows.overpayments,
  filters: (call) => [referenceIn(call, 'References')],
});

/** Money that came above what was due. */
export const overpayments: Resource = {
  name: 'Overpayments',
  scopes: ['accounting.payments'],
  endpoints: {
    '': { get: listOf(LISTING) },
    '*': { get: oneOf(LISTING) },
    ...allocationEndpoints('Overpayment'),
    ...historyEndpoints((books, key) => findOf(LISTING, books, key)),
  },
};
