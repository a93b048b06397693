import type { ColumnType } from 'kysely';
import type { Decimal, Instant, MaybeInstant, MaybeJson } from './columns.ts';
import type { Problem, StoredOrganisation } from './integrations.ts';

/** Conversions from one organisation, or from files, to another. */
export type ConversionsTables = {
  conversions: {
    firm_id: string;
    id: string;
    integration_id: string;
    state: 'begun' | 'connected' | 'compared' | 'switched' | 'abandoned';
    from_platform: 'xero' | 'csv';
    from_organisation: MaybeJson<StoredOrganisation>;
    /** The organisation that takes over, once it is authorised. */
    organisation: MaybeJson<StoredOrganisation>;
    /** Whether its records are to be read, by the holder of `lease_token` until `lease_until`. */
    comparing: ColumnType<boolean, boolean | undefined, boolean>;
    lease_token: string | null;
    lease_until: MaybeInstant;
    progress: string | null;
    customers_read_to: MaybeInstant;
    invoices_read_to: MaybeInstant;
    compared_at: MaybeInstant;
    problem: MaybeJson<Problem>;
    begun_by: string;
    begun_at: Instant;
    ended_by: string | null;
    ended_at: MaybeInstant;
  };
  /** What the organisation that is to take over holds; gone once the conversion has ended. */
  conversion_records: {
    firm_id: string;
    conversion_id: string;
    kind: 'customer' | 'invoice';
    xero_id: string;
    number: string | null;
    other_number: string | null;
    name: string;
    email: string | null;
    xero_contact_id: string | null;
    currency: string | null;
    total: Decimal | null;
    amount_due: Decimal | null;
    issued_on: string | null;
    out_of_use: boolean;
    number_key: string | null;
    other_number_key: string | null;
    email_key: string | null;
    name_key: string | null;
  };
  /** Which record is the counterpart of a customer or invoice here: what was suggested, and what a person decided. */
  conversion_matches: {
    firm_id: string;
    conversion_id: string;
    kind: 'customer' | 'invoice';
    own_id: string;
    /** By what a list is in order: name and number in lower case, then `own_id`. */
    sort: ColumnType<string, string | undefined, string>;
    suggested_xero_id: string | null;
    confidence: 'certain' | 'likely' | 'ambiguous' | 'none';
    agrees: ColumnType<string[], string[], string[]>;
    differs: ColumnType<string[], string[], string[]>;
    decision: ColumnType<
      'open' | 'confirmed' | 'rejected',
      'open' | 'confirmed' | 'rejected' | undefined,
      'open' | 'confirmed' | 'rejected'
    >;
    chosen_xero_id: string | null;
    decided_by: string | null;
    decided_at: MaybeInstant;
  };
};
