import { type Kysely, sql } from 'kysely';
import { guardTenantTables, runStatements } from '../migration-steps.ts';

/** Tables that belong to one firm each. */
const TENANT_TABLES = ['webhook_events', 'webhook_intakes'];

const STATEMENTS = `
create table webhook_events (
  firm_id uuid not null,
  integration_id uuid not null,
  event_key text not null,
  tenant_id text not null,
  category text not null,
  resource_id text not null,
  received_at timestamptz not null,
  applied_at timestamptz,
  primary key (firm_id, integration_id, event_key),
  foreign key (firm_id, integration_id) references integrations
);
create index webhook_events_waiting on webhook_events (firm_id, integration_id, received_at) where applied_at is null;
create index webhook_events_newest on webhook_events (firm_id, integration_id, received_at);
create index webhook_events_received on webhook_events (received_at);
create table webhook_intakes (
  firm_id uuid not null,
  integration_id uuid not null,
  doubted_at timestamptz,
  polled_at timestamptz,
  lease_token uuid,
  lease_until timestamptz,
  failures_in_a_row int not null default 0,
  retry_at timestamptz,
  primary key (firm_id, integration_id),
  foreign key (firm_id, integration_id) references integrations
);
create table webhook_sequence (
  only_row boolean primary key check (only_row),
  contiguous bigint,
  ahead jsonb not null,
  gap_seen_at timestamptz,
  late_at timestamptz
);
insert into webhook_sequence (only_row, ahead) values (true, '[]');
create index integrations_tenant on integrations (lower(organisation ->> 'tenantId'));
`;

/** What Xero's webhooks told, who reads it, and how far they can be relied on. */
export async function up(db: Kysely<never>): Promise<void> {
  await runStatements(db, STATEMENTS);
  await guardTenantTables(db, TENANT_TABLES);
  // The numbers run over all firms' events and tell of none: a firm's runs look whether one is missing.
  await sql`grant select on webhook_sequence to ledgerport_firm`.execute(db);
}
