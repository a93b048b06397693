import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Instant = ColumnType<Date, Date, Date>;
type MaybeInstant = ColumnType<Date | null, Date | null | undefined, Date | null>;
type Json<T extends object> = JSONColumnType<T, string, string>;
type MaybeJson<T extends object> = ColumnType<T | null, string | null | undefined, string | null>;
/** `numeric` comes and goes as a decimal string. */
type Decimal = string;

export type Problem = { code: string; message: string; action: string };
export type StoredOrganisation = { tenantId: string; name: string; baseCurrency: string; timeZone: string };

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
    platform: 'xero';
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
    started_at: MaybeInstant;
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
  };
  sync_watermarks: { firm_id: string; integration_id: string; entity: string; watermark: Instant };
  set_aside_records: {
    firm_id: string;
    integration_id: string;
    entity: string;
    record_key: string;
    xero_id: string | null;
    sync_run_id: string;
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
    content_hash: string;
    xero_updated_at: Instant;
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
    content_hash: string;
    xero_updated_at: Instant;
  };
  xero_limits: {
    tenant_id: string;
    recent_calls: ColumnType<Date[], Date[], Date[]>;
    in_flight: Json<Record<string, string>>;
    day_left: number | null;
    day_left_at: MaybeInstant;
    hold_until: MaybeInstant;
  };
  xero_app_calls: { bucket: Instant; calls: number };
};

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
