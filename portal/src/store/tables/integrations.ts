import type { ColumnType } from 'kysely';
import type { Instant, Json, MaybeInstant, MaybeJson } from './columns.ts';

export type Problem = { code: string; message: string; action: string };

export type StoredOrganisation = {
  tenantId: string;
  name: string;
  baseCurrency: string;
  timeZone: string;
  /** Xero refuses changes dated up to and including this day; null where nothing is locked. */
  lockedUntil?: string | null;
  /** As Xero last said; absent where it was read before these were kept. */
  isDemoCompany?: boolean;
  status?: string | null;
  class?: string | null;
};

/** Integrations, what access they have, what is set in the books, and what was used of Xero. */
export type IntegrationsTables = {
  integrations: {
    firm_id: string;
    id: string;
    platform: 'xero' | 'csv';
    status: 'not_connected' | 'connected' | 'reconnect_needed' | 'paused' | 'disconnected';
    organisation: MaybeJson<StoredOrganisation>;
    sync_from: MaybeInstant;
    payment_account_id: string | null;
    last_attempted_sync_at: MaybeInstant;
    last_successful_sync_at: MaybeInstant;
    next_sync_at: MaybeInstant;
    failures_in_a_row: ColumnType<number, number | undefined, number>;
    problem: MaybeJson<Problem>;
    created_at: Instant;
  };
  connections: {
    firm_id: string;
    id: string;
    integration_id: string;
    /** `pending` until saved; one `active` and one `pending` at most per integration. */
    state: 'pending' | 'active';
    organisation: Json<StoredOrganisation>;
    xero_connection_id: string;
    tokens: string;
    tokens_expire_at: Instant;
    /** Held by the one caller that refreshes the tokens at this moment; free again after `refresh_lease_until`. */
    refresh_lease: string | null;
    refresh_lease_until: MaybeInstant;
    scopes: ColumnType<string[], string[], string[]>;
    authorised_by: string;
    authorised_at: Instant;
    /** When Xero is next asked whether it still stands; null until it has a place in the day. */
    next_look_at: MaybeInstant;
  };
  access_spells: {
    firm_id: string;
    integration_id: string;
    code: string;
    since: Instant;
    notice_due_at: MaybeInstant;
    /** What people were last told in this spell; null when they were told nothing, or of its end. */
    told_code: string | null;
    told_at: MaybeInstant;
    healed_at: MaybeInstant;
    /** Whether the integration was paused before its access ended. */
    was_paused: boolean;
  };
  authorizations: {
    firm_id: string;
    state_hash: string;
    integration_id: string;
    session_hash: string;
    code_verifier: string;
    authorised_by: string;
    created_at: Instant;
    expires_at: Instant;
    used_at: MaybeInstant;
  };
  accounts: {
    firm_id: string;
    xero_account_id: string;
    code: string | null;
    name: string;
    type: string;
    status: string;
    currency: string | null;
    takes_payments: boolean;
    system_account: string | null;
    content_hash: string;
    xero_updated_at: MaybeInstant;
  };
  book_settings: {
    firm_id: string;
    kind: 'currencies' | 'tax_rates' | 'branding_themes' | 'customer_groups';
    key: string;
    name: string;
    details: Json<Record<string, unknown>>;
  };
  xero_limits: {
    tenant_id: string;
    recent_calls: ColumnType<Date[], Date[], Date[]>;
    in_flight: Json<Record<string, string>>;
    day_left: number | null;
    day_left_at: MaybeInstant;
    /** What the whole day allows, as far as Xero's counts tell. */
    day_limit: number | null;
    hold_until: MaybeInstant;
    held_by: 'minute' | 'day' | 'concurrent' | 'appminute' | null;
    /** How many calls may be in flight since Xero last complained of too many. */
    at_once: number | null;
    at_once_at: MaybeInstant;
    posting_waits_until: MaybeInstant;
  };
  /** One row: what Xero last said of the app's minute. */
  xero_app_limits: { only_row: true; held_until: MaybeInstant; slowed_at: MaybeInstant };
  /** By UTC day. `billed_bytes` are those that Xero counts as egress, `refused` the 429s. */
  xero_usage: {
    tenant_id: string;
    day: string;
    calls: number;
    bytes: ColumnType<string, number | string, number | string>;
    billed_bytes: ColumnType<string, number | string, number | string>;
    refused: number;
  };
  xero_app_calls: { bucket: Instant; calls: number };
};
