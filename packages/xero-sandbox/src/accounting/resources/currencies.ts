import { OrderedRows } from '../../books/ordered-rows.ts';
import { type Fields, text } from '../fields.ts';
import { type Listing, listOf, oneOf } from '../listing.ts';
import { currencyName, presentCurrency } from '../present/currency.ts';
import type { Resource } from '../resource.ts';
import { CURRENCIES } from '../writing/currencies.ts';
import { creating } from '../writing/write-elements.ts';

/** A currency that the organisation uses; its id is its code in lower case, as paths are read. */
interface CurrencyRow {
  readonly id: string;
  readonly updatedAt: number;
}

const FIELDS: Fields<CurrencyRow> = {
  code: text(({ id }) => id.toUpperCase()),
  description: text((row) => currencyName(row.id)),
};

const LISTING: Listing<CurrencyRow> = {
  collection: 'Currencies',
  rows: ({ rates, baseCurrency }) => {
    const codes = new Set([baseCurrency, ...Object.keys(rates)]);
    return new OrderedRows([...codes].map((code) => ({ id: code.toLowerCase(), updatedAt: 0 })));
  },
  fields: FIELDS,
  modifiedSince: false,
  paged: false,
  present: (_, row) => presentCurrency(row.id),
};

/** The currencies that the organisation uses, its own among them. */
export const currencies: Resource = {
  name: 'Currencies',
  scopes: ['accounting.settings'],
  endpoints: { '': { get: listOf(LISTING), put: creating(CURRENCIES) }, '*': { get: oneOf(LISTING) } },
};
