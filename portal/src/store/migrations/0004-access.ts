import type { Kysely } from 'kysely';
import { guardTenantTables, runStatements } from '../migration-steps.ts';

const STATEMENTS = `
alter table connections add column next_look_at timestamptz;
create index connections_look on connections (next_look_at);
create table access_spells (
  firm_id uuid not null,
  integration_id uuid not null,
  code text not null,
  since timestamptz not null,
  notice_due_at timestamptz,
  told_code text,
  told_at timestamptz,
  healed_at timestamptz,
  was_paused boolean not null,
  primary key (firm_id, integration_id),
  foreign key (firm_id, integration_id) references integrations
);
`;

/** When each connection is looked at next, and the spell of trouble with access that each integration is in. */
export async function up(db: Kysely<never>): Promise<void> {
  await runStatements(db, STATEMENTS);
  await guardTenantTables(db, ['access_spells']);
}
