import { guid, optionalDecimal, optionalText, type Row, rows, text } from '../wire/row.ts';
import type { Collection } from './page.ts';

/** One setting of the books that documents refer to by its key: a currency, a tax rate, a branding theme, a group. */
export type Setting = { key: string; name: string; details: Record<string, string | null> };

/** The currencies that the organisation deals in, by code. */
export const CURRENCIES: Collection<Setting> = {
  name: 'Currencies',
  idKey: 'Code',
  read: (row) => ({
    key: text(row, 'Code'),
    name: optionalText(row, 'Description') ?? text(row, 'Code'),
    details: {},
  }),
};

/** Tax rates by tax type; `rate` is in per cent. */
export const TAX_RATES: Collection<Setting> = {
  name: 'TaxRates',
  idKey: 'TaxType',
  read: (row) => ({
    key: text(row, 'TaxType'),
    name: text(row, 'Name'),
    details: { rate: optionalDecimal(row, 'EffectiveRate'), status: optionalText(row, 'Status') },
  }),
};

/** How documents look, by id; the one with `sortOrder` 0 is the default. */
export const BRANDING_THEMES: Collection<Setting> = {
  name: 'BrandingThemes',
  idKey: 'BrandingThemeID',
  read: (row) => ({
    key: guid(row, 'BrandingThemeID'),
    name: text(row, 'Name'),
    details: { sortOrder: optionalText(row, 'SortOrder') },
  }),
};

/** Groups of contacts; Xero says who is in one only where the group is asked for by its id. */
export type ContactGroup = { groupId: string; name: string; status: string; contactIds: string[] };

export const CONTACT_GROUPS: Collection<ContactGroup> = {
  name: 'ContactGroups',
  idKey: 'ContactGroupID',
  read: readGroup,
};

function readGroup(row: Row): ContactGroup {
  return {
    groupId: guid(row, 'ContactGroupID'),
    name: text(row, 'Name'),
    status: text(row, 'Status'),
    contactIds: rows(row, 'Contacts').map((contact) => guid(contact, 'ContactID')),
  };
}
