import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Instant = ColumnType<Date, Date, Date>;
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json<T extends object> = JSONColumnType<T, string, string>;
type MaybeJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
type DefaultJson<T extends object> = ColumnType<T, string | undefined, string>;
/** `numeric` comes and goes as a decimal string. */
type Decimal = string;

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

export type Tables = {
  firms: {
    id: string;
    name: string;
    time_zone: string;
    provider_user_id: string | null;
    created_at: Instant;
  };
  users: {
    id: string;
    email: string;
    name: string;
    staff: boolean;
    password_hash: string | null;
    created_at: Instant;
  };
  memberships: { firm_id: string; user_id: string; role: 'owner' | 'admin' | 'viewer'; created_at: Instant };
  invitations: {
    firm_id: string;
    id: string;
    email: string;
    name: string;
    role: 'owner' | 'admin' | 'viewer';
    token_hash: string;
    invited_by: string;
    created_at: Instant;
    expires_at: Instant;
    accepted_at: MaybeInstant;
  };
  sessions: {
    token_hash: string;
    user_id: string;
    created_at: Instant;
    last_seen_at: Instant;
    expires_at: Instant;
  };
  password_resets: {
    token_hash: string;
    user_id: string;
    created_at: Instant;
    expires_at: Instant;
    used_at: MaybeInstant;
  };
  sign_in_attempts: {
    subject: string;
    failures: number;
    first_failed_at: Instant;
    blocked_until: MaybeInstant;
  };
  mails: {
    id: string;
    firm_id: string | null;
    kind: string;
    recipient: string;
    subject: string;
    body: string;
    created_at: Instant;
    sent_at: MaybeInstant;
    attempts: ColumnType<number, number | undefined, number>;
    next_attempt_at: MaybeInstant;
    problem: string | null;
  };
  audit_entries: {
    firm_id: string;
    id: Generated<string>;
    at: Instant;
    actor_id: string | null;
    actor_name: string;
    action: string;
    subject: string;
    details: Json<Record<string, unknown>>;
  };
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
  sync_runs: {
    firm_id: string;
    id: string;
    integration_id: string;
    trigger: 'manual' | 'schedule' | 'webhook' | 'connected';
    status: 'queued' | 'running' | 'succeeded' | 'partial' | 'failed' | 'cancelled';
    is_full: boolean;
    requested_by: string | null;
    queued_at: Instant;
    /** When the workers were last told of it, while it waits. */
    nudged_at: MaybeInstant;
    started_at: MaybeInstant;
    /** When the worker that has it took it. */
    taken_at: MaybeInstant;
    finished_at: MaybeInstant;
    lease_token: string | null;
    lease_until: MaybeInstant;
    calls: ColumnType<number, number | undefined, number>;
    bytes: ColumnType<string, number | undefined, number | string>;
    entities: Json<
      Record<string, { created: number; updated: number; unchanged: number; removed: number; failed: number }>
    >;
    progress: string | null;
    problem: MaybeJson<Problem>;
    /** How far each record type had been read before the run, and has been since. */
    watermarks: ColumnType<Record<string, ReadBetween>, string | undefined, string>;
    /** How long its calls waited for Xero's limits, in milliseconds. */
    waited_ms: ColumnType<string, number | undefined, number | string>;
  };
  sync_watermarks: { firm_id: string; integration_id: string; entity: string; watermark: Instant };
  set_aside_records: {
    firm_id: string;
    integration_id: string;
    entity: string;
    record_key: string;
    xero_id: string | null;
    /** The run that last met it; null when it was read again outside a run. */
    sync_run_id: string | null;
    reason: string;
    raw: string;
    first_seen_at: Instant;
    last_seen_at: Instant;
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
  customers: {
    firm_id: string;
    id: Generated<string>;
    xero_contact_id: string;
    name: string;
    email: string | null;
    phone: string | null;
    account_number: string | null;
    archived: boolean;
    xero_status: string;
    persons: DefaultJson<CustomerPerson[]>;
    groups: DefaultJson<CustomerGroup[]>;
    contact_number: string | null;
    default_currency: string | null;
    /** Xero's id of the contact that lives on, when this one was merged into it. */
    merged_into: string | null;
    content_hash: string;
    xero_updated_at: Instant;
    /** Set when the books that it belongs to were replaced and the new ones have no counterpart: history, never owed. */
    retired_at: MaybeInstant;
  };
  invoices: {
    firm_id: string;
    id: Generated<string>;
    xero_invoice_id: string;
    xero_contact_id: string;
    contact_name: string;
    number: string | null;
    reference: string | null;
    status: string;
    currency: string;
    sub_total: Decimal;
    total_tax: Decimal;
    total: Decimal;
    amount_due: Decimal;
    amount_paid: Decimal;
    amount_credited: Decimal;
    issued_on: string | null;
    due_on: string | null;
    paid_on: string | null;
    lines: Json<InvoiceLine[]>;
    payments: Json<InvoicePayment[]>;
    credits: Json<InvoiceCredit[]>;
    /** How much of the invoice's currency one unit of the base currency was, as Xero gives it. */
    currency_rate: ColumnType<Decimal, Decimal | undefined, Decimal>;
    branding_theme_id: string | null;
    content_hash: string;
    xero_updated_at: Instant;
    retired_at: MaybeInstant;
  };
  credits: {
    firm_id: string;
    id: Generated<string>;
    kind: CreditKind;
    xero_credit_id: string;
    xero_contact_id: string;
    contact_name: string;
    number: string | null;
    reference: string | null;
    status: string;
    currency: string;
    currency_rate: Decimal;
    sub_total: Decimal;
    total_tax: Decimal;
    total: Decimal;
    remaining: Decimal;
    issued_on: string | null;
    lines: Json<InvoiceLine[]>;
    allocations: Json<CreditAllocation[]>;
    refunds: Json<InvoicePayment[]>;
    content_hash: string;
    xero_updated_at: Instant;
    retired_at: MaybeInstant;
  };
  /** Payments of invoices as the books record them, whoever took the money. */
  recorded_payments: {
    firm_id: string;
    id: Generated<string>;
    xero_payment_id: string;
    status: string;
    paid_on: string | null;
    amount: Decimal;
    currency_rate: Decimal;
    reference: string | null;
    reconciled: boolean;
    xero_account_id: string | null;
    xero_invoice_id: string | null;
    xero_batch_id: string | null;
    content_hash: string;
    xero_updated_at: Instant;
    retired_at: MaybeInstant;
  };
  book_settings: {
    firm_id: string;
    kind: 'currencies' | 'tax_rates' | 'branding_themes' | 'customer_groups';
    key: string;
    name: string;
    details: Json<Record<string, unknown>>;
  };
  /** What is known of one integration's mirror beside its rows. */
  mirrors: {
    firm_id: string;
    integration_id: string;
    settings_read_at: MaybeInstant;
    swept_at: MaybeInstant;
    /** What Xero's trial balance looked like when all that it tells of had been read. */
    ledger_seen: string | null;
    /** Whether Xero's receivables hold unallocated prepayments, once one has told. */
    prepayments_in_balance: boolean | null;
  };
  books_checks: {
    firm_id: string;
    id: string;
    integration_id: string;
    sync_run_id: string;
    at: Instant;
    outcome: 'match' | 'differs' | 'not_compared';
    /** The base currency, of both sums. */
    currency: string;
    in_books: Decimal | null;
    in_mirror: Decimal | null;
    /** Why nothing was compared. */
    reason: string | null;
    differs_since: MaybeInstant;
    /** Whether every open document was read again. */
    swept: boolean;
    repaired: number;
    records: Json<DriftRecord[]>;
  };
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
  /** What Xero's webhooks told of an integration's records: each waits until its record was read again. */
  webhook_events: {
    firm_id: string;
    integration_id: string;
    /** Tells events apart: the same one delivered again has the same key. */
    event_key: string;
    tenant_id: string;
    category: string;
    resource_id: string;
    received_at: Instant;
    applied_at: MaybeInstant;
  };
  /** What is known of one integration's webhooks beside its events. */
  webhook_intakes: {
    firm_id: string;
    integration_id: string;
    /** From when on webhooks may have missed something; a read of all changes that began later settles it. */
    doubted_at: MaybeInstant;
    /** When the last complete read of all changes began. */
    polled_at: MaybeInstant;
    /** Held by the one worker that applies this integration's events at this moment. */
    lease_token: string | null;
    lease_until: MaybeInstant;
    failures_in_a_row: ColumnType<number, number | undefined, number>;
    retry_at: MaybeInstant;
  };
  /** The numbers of the subscription's events that arrived; one row. */
  webhook_sequence: {
    only_row: true;
    /** All up to here arrived, or are given up; null before the first delivery. */
    contiguous: ColumnType<string | null, number | null, number | null>;
    /** Ranges that arrived above it, in order. */
    ahead: Json<[first: number, last: number][]>;
    gap_seen_at: MaybeInstant;
    /** When an event last came long after its change: Xero then still has others to tell. */
    late_at: MaybeInstant;
  };
};

/** One record that Xero had changed without saying so, or that was wrong here, and what was done: it is repaired. */
export type DriftRecord = {
  entity: string;
  xeroId: string;
  name: string;
  changes: { field: string; was: string | null; is: string | null }[];
};
export type ReadBetween = { before: string | null; after: string | null };
export type CreditKind = 'credit_note' | 'overpayment' | 'prepayment';
export type CreditAllocation = { invoiceId: string; amount: string; allocatedOn: string | null };
export type CustomerPerson = { name: string; email: string | null; inEmails: boolean };
export type CustomerGroup = { id: string; name: string };

export type InvoiceLine = {
  description: string | null;
  itemCode: string | null;
  quantity: string | null;
  unitAmount: string | null;
  discountRate: string | null;
  taxAmount: string | null;
  lineAmount: string | null;
};
export type InvoicePayment = { id: string; paidOn: string | null; amount: string; reference: string | null };
export type InvoiceCredit = {
  id: string;
  kind: 'credit_note' | 'overpayment' | 'prepayment';
  number: string | null;
  creditedOn: string | null;
  amount: string;
};
