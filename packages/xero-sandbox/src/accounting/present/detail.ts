/**
 * How much of a record an answer shows: `one` is all of it, as a read by id and the answer to a write have it;
 * `page` has lines but of other records only the names; `list`, an answer without pages, has no lines either;
 * `summary` is what `summaryOnly=true` leaves (Xero's documentation of each resource).
 */
export type Detail = 'one' | 'page' | 'list' | 'summary';

/** Decimals of a unit amount: 2, or 4 for a call with `unitdp=4` (Xero's documentation of invoices). */
export type UnitDecimals = 2 | 4;
