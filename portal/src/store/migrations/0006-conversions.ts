import type { Kysely } from 'kysely';
import { guardTenantTables, runStatements } from '../migration-steps.ts';

/** Tables that belong to one firm each. */
const TENANT_TABLES = ['conversions', 'conversion_records', 'conversion_matches'];

const STATEMENTS = `
alter table integrations drop constraint integrations_platform_check;
alter table integrations add constraint integrations_platform_check check (platform in ('xero', 'csv'));
create table conversions (
  firm_id uuid not null,
  id uuid not null,
  integration_id uuid not null,
  state text not null check (state in ('begun', 'connected', 'compared', 'switched', 'abandoned')),
  from_platform text not null check (from_platform in ('xero', 'csv')),
  from_organisation jsonb,
  organisation jsonb,
  comparing boolean not null default false,
  lease_token uuid,
  lease_until timestamptz,
  progress text,
  customers_read_to timestamptz,
  invoices_read_to timestamptz,
  compared_at timestamptz,
  problem jsonb,
  begun_by text not null,
  begun_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  primary key (firm_id, id),
  foreign key (firm_id, integration_id) references integrations
);
create unique index conversions_one_open on conversions (firm_id, integration_id) where state in ('begun', 'connected', 'compared');
create index conversions_comparing on conversions (lease_until) where comparing;
create table conversion_records (
  firm_id uuid not null,
  conversion_id uuid not null,
  kind text not null check (kind in ('customer', 'invoice')),
  xero_id text not null,
  number text,
  other_number text,
  name text not null,
  email text,
  xero_contact_id text,
  currency text,
  total numeric,
  amount_due numeric,
  issued_on date,
  out_of_use boolean not null,
  number_key text,
  other_number_key text,
  email_key text,
  name_key text,
  primary key (firm_id, conversion_id, kind, xero_id),
  foreign key (firm_id, conversion_id) references conversions
);
create table conversion_matches (
  firm_id uuid not null,
  conversion_id uuid not null,
  kind text not null check (kind in ('customer', 'invoice')),
  own_id uuid not null,
  suggested_xero_id text,
  confidence text not null check (confidence in ('certain', 'likely', 'ambiguous', 'none')),
  agrees text[] not null,
  differs text[] not null,
  decision text not null default 'open' check (decision in ('open', 'confirmed', 'rejected')),
  chosen_xero_id text,
  decided_by text,
  decided_at timestamptz,
  primary key (firm_id, conversion_id, kind, own_id),
  foreign key (firm_id, conversion_id) references conversions,
  check ((decision = 'confirmed') = (chosen_xero_id is not null))
);
create unique index conversion_matches_chosen on conversion_matches (firm_id, conversion_id, kind, chosen_xero_id) where decision = 'confirmed';
`;

/** Books from CSV files, and the move of a firm's integration to another organisation's books. */
export async function up(db: Kysely<never>): Promise<void> {
  await runStatements(db, STATEMENTS);
  await guardTenantTables(db, TENANT_TABLES);
}
