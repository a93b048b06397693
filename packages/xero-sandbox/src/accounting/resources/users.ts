import type { UserRow } from '../../books/rows.ts';
import { type Fields, flag, guid, instant, text } from '../fields.ts';
import { type Listing, listOf, oneOf } from '../listing.ts';
import type { Resource } from '../resource.ts';
import { wireInstant } from '../wire.ts';

const FIELDS: Fields<UserRow> = {
  userid: guid((row) => row.id),
  emailaddress: text((row) => row.email),
  firstname: text((row) => row.firstName),
  lastname: text((row) => row.lastName),
  issubscriber: flag((row) => row.isSubscriber),
  organisationrole: text((row) => row.role),
  updateddateutc: instant((row) => row.updatedAt),
};

const LISTING: Listing<UserRow> = {
  collection: 'Users',
  rows: (books) => books.rows.users,
  fields: FIELDS,
  modifiedSince: true,
  paged: false,
  present: (_, row) => ({
    UserID: row.id,
    EmailAddress: row.email,
    FirstName: row.firstName,
    LastName: row.lastName,
    UpdatedDateUTC: wireInstant(row.updatedAt),
    IsSubscriber: row.isSubscriber,
    OrganisationRole: row.role,
  }),
};

/** The people of the organisation and what each may do there. */
export const users: Resource = {
  name: 'Users',
  scopes: ['accounting.settings'],
  endpoints: { '': { get: listOf(LISTING) }, '*': { get: oneOf(LISTING) } },
};
