import type { Kysely } from 'kysely';
import { guardTenantTables, runStatements } from '../migration-steps.ts';

/** Tables that belong to one firm each. */
const TENANT_TABLES = ['credits', 'recorded_payments', 'book_settings', 'mirrors', 'books_checks'];

const STATEMENTS = `
alter table customers
  add column persons jsonb not null default '[]',
  add column groups jsonb not null default '[]',
  add column contact_number text,
  add column default_currency text,
  add column merged_into text,
  add column retired_at timestamptz;
alter table invoices
  add column currency_rate numeric not null default 1,
  add column branding_theme_id text,
  add column retired_at timestamptz;
alter table accounts add column system_account text;
drop index invoices_owed;
create index invoices_owed on invoices (firm_id, xero_contact_id) where status = 'AUTHORISED' and retired_at is null;
create table credits (
  firm_id uuid not null references firms,
  id uuid not null default gen_random_uuid(),
  kind text not null check (kind in ('credit_note', 'overpayment', 'prepayment')),
  xero_credit_id text not null,
  xero_contact_id text not null,
  contact_name text not null,
  number text,
  reference text,
  status text not null,
  currency text not null,
  currency_rate numeric not null,
  sub_total numeric not null,
  total_tax numeric not null,
  total numeric not null,
  remaining numeric not null,
  issued_on date,
  lines jsonb not null,
  allocations jsonb not null,
  refunds jsonb not null,
  content_hash text not null,
  xero_updated_at timestamptz not null,
  retired_at timestamptz,
  primary key (firm_id, id)
);
create unique index credits_xero on credits (firm_id, xero_credit_id);
create index credits_contact on credits (firm_id, xero_contact_id);
create index credits_open on credits (firm_id, xero_contact_id) where status = 'AUTHORISED' and retired_at is null;
create table recorded_payments (
  firm_id uuid not null references firms,
  id uuid not null default gen_random_uuid(),
  xero_payment_id text not null,
  status text not null,
  paid_on date,
  amount numeric not null,
  currency_rate numeric not null,
  reference text,
  reconciled boolean not null,
  xero_account_id text,
  xero_invoice_id text,
  xero_batch_id text,
  content_hash text not null,
  xero_updated_at timestamptz not null,
  retired_at timestamptz,
  primary key (firm_id, id)
);
create unique index recorded_payments_xero on recorded_payments (firm_id, xero_payment_id);
create index recorded_payments_invoice on recorded_payments (firm_id, xero_invoice_id);
create index recorded_payments_paid on recorded_payments (firm_id, paid_on desc, id);
create table book_settings (
  firm_id uuid not null references firms,
  kind text not null check (kind in ('currencies', 'tax_rates', 'branding_themes', 'customer_groups')),
  key text not null,
  name text not null,
  details jsonb not null,
  primary key (firm_id, kind, key)
);
create table mirrors (
  firm_id uuid not null,
  integration_id uuid not null,
  settings_read_at timestamptz,
  swept_at timestamptz,
  ledger_seen text,
  prepayments_in_balance boolean,
  primary key (firm_id, integration_id),
  foreign key (firm_id, integration_id) references integrations
);
create table books_checks (
  firm_id uuid not null,
  id uuid not null,
  integration_id uuid not null,
  sync_run_id uuid not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('match', 'differs', 'not_compared')),
  currency text not null,
  in_books numeric,
  in_mirror numeric,
  reason text,
  differs_since timestamptz,
  swept boolean not null,
  repaired int not null,
  records jsonb not null,
  primary key (firm_id, id),
  foreign key (firm_id, integration_id) references integrations
);
create index books_checks_newest on books_checks (firm_id, integration_id, at desc, id);
alter table sync_runs
  add column watermarks jsonb not null default '{}',
  add column waited_ms bigint not null default 0;
alter table set_aside_records alter column sync_run_id drop not null;
`;

/**
 * Everything else that receivables need: credits, payments as the books record them, settings; how far the mirror is
 * checked against the books' own figures; and what a run tells of itself.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await runStatements(db, STATEMENTS);
  await guardTenantTables(db, TENANT_TABLES);
}
