import type { Kysely } from 'kysely';
import { runStatements } from '../migration-steps.ts';

const STATEMENTS = `
alter table xero_limits
  add column day_limit int,
  add column held_by text,
  add column at_once int,
  add column at_once_at timestamptz,
  add column posting_waits_until timestamptz;
create table xero_app_limits (
  only_row boolean primary key check (only_row),
  held_until timestamptz,
  slowed_at timestamptz
);
insert into xero_app_limits (only_row) values (true);
create table xero_usage (
  tenant_id text not null,
  day date not null,
  calls int not null,
  bytes bigint not null,
  billed_bytes bigint not null,
  refused int not null,
  primary key (tenant_id, day)
);
create index xero_usage_day on xero_usage (day);
`;

/**
 * What is known of Xero's limits, and the meters. Both are kept by organisation as Xero counts them, whichever firm reads
 * it, so they are out of a firm's reach. A row a day, since a row an hour would be a thousand million at 100,000
 * organisations.
 */
export async function up(db: Kysely<never>): Promise<void> {
  await runStatements(db, STATEMENTS);
}
