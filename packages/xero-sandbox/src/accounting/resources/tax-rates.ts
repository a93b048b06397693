import type { TaxRateRow } from '../../books/rows.ts';
import { amount, type Fields, text } from '../fields.ts';
import { type Listing, listOf, oneOf } from '../listing.ts';
import { presentTaxRate } from '../present/tax-rate.ts';
import type { Resource } from '../resource.ts';
import { TAX_RATES } from '../writing/tax-rates.ts';
import { creating, upserting } from '../writing/write-elements.ts';

const FIELDS: Fields<TaxRateRow> = {
  name: text((row) => row.name),
  taxtype: text((row) => row.taxType),
  status: text((row) => row.status),
  reporttaxtype: text((row) => row.reportTaxType),
  effectiverate: amount((row) => row.rate),
  displaytaxrate: amount((row) => row.rate),
};

const LISTING: Listing<TaxRateRow> = {
  collection: 'TaxRates',
  rows: (books) => books.rows.taxRates,
  fields: FIELDS,
  modifiedSince: false,
  paged: false,
  find: (books, key) =>
    books.rows.taxRates.all().find(({ taxType }) => taxType.toLowerCase() === key.toLowerCase()),
  present: presentTaxRate,
};

/** The tax rates; one is read by its TaxType. */
export const taxRates: Resource = {
  name: 'TaxRates',
  scopes: ['accounting.settings'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(TAX_RATES), post: upserting(TAX_RATES) },
    '*': { get: oneOf(LISTING) },
  },
};
