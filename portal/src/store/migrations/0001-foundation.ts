import { type Kysely, sql } from 'kysely';

/** Tables that belong to one firm each: row-level security shows a firm its own rows and nothing without one. */
const TENANT_TABLES = [
  'memberships',
  'invitations',
  'audit_entries',
  'integrations',
  'connections',
  'authorizations',
  'sync_runs',
  'sync_watermarks',
  'set_aside_records',
  'accounts',
  'customers',
  'invoices',
];

const STATEMENTS = `
create table firms (
  id uuid primary key,
  name text not null,
  time_zone text not null,
  provider_user_id uuid,
  created_at timestamptz not null
);
create table users (
  id uuid primary key,
  email text not null,
  name text not null,
  staff boolean not null,
  password_hash text,
  created_at timestamptz not null
);
create unique index users_email on users (lower(email));
create table memberships (
  firm_id uuid not null references firms,
  user_id uuid not null references users on delete cascade,
  role text not null check (role in ('owner', 'admin', 'viewer')),
  created_at timestamptz not null,
  primary key (firm_id, user_id)
);
create index memberships_user on memberships (user_id);
create table invitations (
  firm_id uuid not null references firms,
  id uuid not null,
  email text not null,
  name text not null,
  role text not null check (role in ('owner', 'admin', 'viewer')),
  token_hash text not null,
  invited_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  accepted_at timestamptz,
  primary key (firm_id, id)
);
create index invitations_token on invitations (token_hash);
create table sessions (
  token_hash text primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index sessions_user on sessions (user_id);
create table password_resets (
  token_hash text primary key,
  user_id uuid not null references users on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table sign_in_attempts (
  subject text primary key,
  failures int not null,
  first_failed_at timestamptz not null,
  blocked_until timestamptz
);
create table mails (
  id uuid primary key,
  firm_id uuid,
  kind text not null,
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null,
  sent_at timestamptz,
  attempts int not null default 0,
  next_attempt_at timestamptz,
  problem text
);
create index mails_created on mails (created_at desc, id);
create index mails_waiting on mails (next_attempt_at) where next_attempt_at is not null;
create table audit_entries (
  firm_id uuid not null,
  id bigint generated always as identity,
  at timestamptz not null,
  actor_id uuid,
  actor_name text not null,
  action text not null,
  subject text not null,
  details jsonb not null,
  primary key (firm_id, id)
);
create table integrations (
  firm_id uuid not null references firms,
  id uuid not null,
  platform text not null check (platform in ('xero')),
  status text not null check (status in ('not_connected', 'connected', 'reconnect_needed', 'paused', 'disconnected')),
  organisation jsonb,
  sync_from timestamptz,
  payment_account_id text,
  last_attempted_sync_at timestamptz,
  last_successful_sync_at timestamptz,
  next_sync_at timestamptz,
  failures_in_a_row int not null default 0,
  problem jsonb,
  created_at timestamptz not null,
  primary key (firm_id, id),
  unique (firm_id, platform)
);
create index integrations_due on integrations (next_sync_at) where next_sync_at is not null;
create table connections (
  firm_id uuid not null,
  id uuid not null,
  integration_id uuid not null,
  state text not null check (state in ('pending', 'active')),
  organisation jsonb not null,
  xero_connection_id text not null,
  tokens text not null,
  tokens_expire_at timestamptz not null,
  refresh_lease uuid,
  refresh_lease_until timestamptz,
  scopes text[] not null,
  authorised_by text not null,
  authorised_at timestamptz not null,
  primary key (firm_id, id),
  unique (firm_id, integration_id, state),
  foreign key (firm_id, integration_id) references integrations
);
create table authorizations (
  firm_id uuid not null,
  state_hash text not null,
  integration_id uuid not null,
  session_hash text not null,
  code_verifier text not null,
  authorised_by text not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (firm_id, state_hash),
  foreign key (firm_id, integration_id) references integrations
);
create index authorizations_state on authorizations (state_hash);
create table sync_runs (
  firm_id uuid not null,
  id uuid not null,
  integration_id uuid not null,
  trigger text not null check (trigger in ('manual', 'schedule', 'webhook', 'connected')),
  status text not null check (status in ('queued', 'running', 'succeeded', 'partial', 'failed', 'cancelled')),
  is_full boolean not null,
  requested_by text,
  queued_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  lease_token uuid,
  lease_until timestamptz,
  calls int not null default 0,
  bytes bigint not null default 0,
  entities jsonb not null,
  progress text,
  problem jsonb,
  primary key (firm_id, id),
  foreign key (firm_id, integration_id) references integrations
);
create unique index sync_runs_one_at_a_time on sync_runs (firm_id, integration_id) where status in ('queued', 'running');
create index sync_runs_newest on sync_runs (firm_id, integration_id, queued_at desc, id);
create table sync_watermarks (
  firm_id uuid not null,
  integration_id uuid not null,
  entity text not null,
  watermark timestamptz not null,
  primary key (firm_id, integration_id, entity),
  foreign key (firm_id, integration_id) references integrations
);
create table set_aside_records (
  firm_id uuid not null,
  integration_id uuid not null,
  entity text not null,
  record_key text not null,
  xero_id text,
  sync_run_id uuid not null,
  reason text not null,
  raw text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (firm_id, integration_id, entity, record_key),
  foreign key (firm_id, integration_id) references integrations
);
create table accounts (
  firm_id uuid not null references firms,
  xero_account_id text not null,
  code text,
  name text not null,
  type text not null,
  status text not null,
  currency text,
  takes_payments boolean not null,
  content_hash text not null,
  xero_updated_at timestamptz,
  primary key (firm_id, xero_account_id)
);
create table customers (
  firm_id uuid not null references firms,
  id uuid not null default gen_random_uuid(),
  xero_contact_id text not null,
  name text not null,
  email text,
  phone text,
  account_number text,
  archived boolean not null,
  xero_status text not null,
  content_hash text not null,
  xero_updated_at timestamptz not null,
  primary key (firm_id, id)
);
create unique index customers_xero on customers (firm_id, xero_contact_id);
create index customers_name on customers (firm_id, lower(name), id);
create table invoices (
  firm_id uuid not null references firms,
  id uuid not null default gen_random_uuid(),
  xero_invoice_id text not null,
  xero_contact_id text not null,
  contact_name text not null,
  number text,
  reference text,
  status text not null,
  currency text not null,
  sub_total numeric not null,
  total_tax numeric not null,
  total numeric not null,
  amount_due numeric not null,
  amount_paid numeric not null,
  amount_credited numeric not null,
  issued_on date,
  due_on date,
  paid_on date,
  lines jsonb not null,
  payments jsonb not null,
  credits jsonb not null,
  content_hash text not null,
  xero_updated_at timestamptz not null,
  primary key (firm_id, id)
);
create unique index invoices_xero on invoices (firm_id, xero_invoice_id);
create index invoices_issued on invoices (firm_id, issued_on desc, id);
create index invoices_due on invoices (firm_id, due_on desc, id);
create index invoices_number on invoices (firm_id, number, id);
create index invoices_owed on invoices (firm_id, xero_contact_id) where status = 'AUTHORISED';
create index invoices_contact on invoices (firm_id, xero_contact_id, issued_on desc);
create table xero_limits (
  tenant_id text primary key,
  recent_calls timestamptz[] not null,
  in_flight jsonb not null,
  day_left int,
  day_left_at timestamptz,
  hold_until timestamptz
);
create table xero_app_calls (
  bucket timestamptz primary key,
  calls int not null
);
`;

/** The first schema. Statements run in one transaction; a migration is never edited once released. */
export async function up(db: Kysely<never>): Promise<void> {
  for (const statement of STATEMENTS.split(';\n').filter((text) => text.trim()))
    await sql.raw(statement).execute(db);
  await sql`alter table firms enable row level security`.execute(db);
  await sql`create policy own_firm on firms using (id = (select nullif(current_setting('ledgerport.firm_id', true), '')::uuid))`.execute(
    db,
  );
  // In a subquery the planner does not see which firm it is: for one that is new since its statistics were made it
  // would expect no rows, and take any index that begins with the firm.
  for (const table of TENANT_TABLES) {
    await sql`alter table ${sql.table(table)} enable row level security`.execute(db);
    await sql`create policy own_firm on ${sql.table(table)}
      using (firm_id = (select nullif(current_setting('ledgerport.firm_id', true), '')::uuid))`.execute(db);
  }
  // Only the tables of a firm, and appending mail: users, sessions and resets stay out of a firm's reach.
  const granted = sql.join(['firms', ...TENANT_TABLES].map((table) => sql.table(table)));
  await sql`grant select, insert, update, delete on ${granted} to ledgerport_firm`.execute(db);
  await sql`grant insert on mails to ledgerport_firm`.execute(db);
}
