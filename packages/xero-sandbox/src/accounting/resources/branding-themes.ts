import type { BrandingThemeRow } from '../../books/rows.ts';
import { type Fields, guid, instant, text } from '../fields.ts';
import { type Listing, listOf, oneOf } from '../listing.ts';
import type { Resource } from '../resource.ts';
import { wireInstant } from '../wire.ts';

const FIELDS: Fields<BrandingThemeRow> = {
  brandingthemeid: guid((row) => row.id),
  name: text((row) => row.name),
  createddateutc: instant((row) => row.createdAt),
};

const LISTING: Listing<BrandingThemeRow> = {
  collection: 'BrandingThemes',
  rows: (books) => books.rows.brandingThemes,
  fields: FIELDS,
  modifiedSince: false,
  paged: false,
  present: (_, row) => ({
    BrandingThemeID: row.id,
    Name: row.name,
    SortOrder: row.sortOrder,
    CreatedDateUTC: wireInstant(row.createdAt),
    Type: 'INVOICE',
  }),
};

/** How invoices look; the one with SortOrder 0 is the default. */
export const brandingThemes: Resource = {
  name: 'BrandingThemes',
  scopes: ['accounting.settings'],
  endpoints: { '': { get: listOf(LISTING) }, '*': { get: oneOf(LISTING) } },
};
