import type { ItemRow } from '../../books/rows.ts';
import { type Fields, flag, guid, instant, text } from '../fields.ts';
import { findOf, type Listing, listOf, oneOf } from '../listing.ts';
import { presentItem } from '../present/item.ts';
import type { Resource } from '../resource.ts';
import { ITEMS } from '../writing/items.ts';
import { creating, updating, upserting } from '../writing/write-elements.ts';
import { historyEndpoints } from './history.ts';

const FIELDS: Fields<ItemRow> = {
  itemid: guid((row) => row.id),
  code: text((row) => row.code),
  name: text((row) => row.name),
  description: text((row) => row.description || null),
  purchasedescription: text((row) => row.purchaseDescription || null),
  issold: flag((row) => row.sales !== null),
  ispurchased: flag((row) => row.purchases !== null),
  updateddateutc: instant((row) => row.updatedAt),
};

const LISTING: Listing<ItemRow> = {
  collection: 'Items',
  rows: (books) => books.rows.items,
  fields: FIELDS,
  modifiedSince: true,
  paged: false,
  find: (books, key) => books.rows.items.all().find(({ code }) => code === key),
  present: presentItem,
};

/** What is sold and bought; one is read by its id or code. Either scope does, as Xero's documentation of scopes says. */
export const items: Resource = {
  name: 'Items',
  scopes: ['accounting.settings', 'accounting.invoices'],
  endpoints: {
    '': { get: listOf(LISTING), put: creating(ITEMS), post: upserting(ITEMS) },
    '*': { get: oneOf(LISTING), post: updating(ITEMS, (books, key) => findOf(LISTING, books, key)) },
    ...historyEndpoints((books, key) => findOf(LISTING, books, key)),
  },
};
