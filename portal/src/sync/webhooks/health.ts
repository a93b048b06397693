import { type RawBuilder, sql } from 'kysely';
import type { IntegrationKey } from '../../integrations/states.ts';
import type { Query } from '../../store/store.ts';

/** A quiet organisation and a dead subscription look alike, so silence counts as ill after a day. */
const SILENCE_MS = 24 * 3_600_000;
/** An event that waits longer has met trouble. */
const WAITING_MS = 10 * 60_000;

/**
 * Whether webhooks alone can be trusted to have told of this integration's changes, so that a run need not ask for
 * them: one arrived within a day, none waits for more than ten minutes, no number is missing, and since the last
 * complete read of all changes none came late and nothing has cast doubt on them. `query` is the firm's.
 */
export async function webhooksAreHealthy(query: Query, key: IntegrationKey, now: Date): Promise<boolean> {
  const { firmId, integrationId } = key;
  const before = (ms: number) => new Date(now.getTime() - ms);
  const { rows } = await sql<{ healthy: boolean }>`
    select
      exists (select from webhook_events
        where firm_id = ${firmId} and integration_id = ${integrationId} and received_at > ${before(SILENCE_MS)})
      and not exists (select from webhook_events
        where firm_id = ${firmId} and integration_id = ${integrationId} and applied_at is null
          and received_at <= ${before(WAITING_MS)})
      and exists (select from webhook_intakes intake, webhook_sequence sequence
        where intake.firm_id = ${firmId} and intake.integration_id = ${integrationId}
          and intake.polled_at > coalesce(intake.doubted_at, '-infinity')
          and intake.polled_at > coalesce(sequence.gap_seen_at, '-infinity')
          and intake.polled_at > coalesce(sequence.late_at, '-infinity'))
      as healthy`.execute(query);
  return rows[0]?.healthy === true;
}

/** When the last event of this integration's organisation came; null when none is kept. `query` is the firm's. */
export async function lastEventAt(
  query: Query,
  { firmId, integrationId }: IntegrationKey,
): Promise<Date | null> {
  const row = await query
    .selectFrom('webhook_events')
    .select('received_at')
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .orderBy('received_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.received_at ?? null;
}

/**
 * Notes that a run asked Xero for all changes of every record type and stored them: whatever changed before `startedAt`,
 * the run's beginning, is here, so doubts that arose before it are settled.
 */
export async function notePolled(query: Query, key: IntegrationKey, startedAt: Date): Promise<void> {
  await sql`
    insert into webhook_intakes as intake (firm_id, integration_id, polled_at)
    values (${key.firmId}, ${key.integrationId}, ${startedAt})
    on conflict (firm_id, integration_id) do update
      set polled_at = greatest(intake.polled_at, excluded.polled_at)`.execute(query);
}

/**
 * Notes that a run found a new record that no event had announced: until a later run reads all changes and finds
 * nothing of the kind, webhooks are not relied on. For new records only: whether a payment, or a change without a new
 * time, tells of itself is not documented by Xero.
 */
export async function noteUnannounced(query: Query, key: IntegrationKey, now: Date): Promise<void> {
  await doubt(query, sql`select ${key.firmId}::uuid as firm_id, ${key.integrationId}::uuid as id`, now);
}

/** Which of these new records no event has announced within a day. `xeroIds` are of invoices or of contacts. */
export async function unannounced(
  query: Query,
  key: IntegrationKey,
  xeroIds: readonly string[],
  now: Date,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from unnest(${[...xeroIds]}::text[]) id
    except select resource_id from webhook_events
      where firm_id = ${key.firmId} and integration_id = ${key.integrationId}
        and received_at > ${new Date(now.getTime() - SILENCE_MS)}`.execute(query);
  return rows.map((row) => row.id);
}

/** Has every integration that has books read all changes at its next turn. `query` is the system's. */
export async function doubtEveryone(query: Query, at: Date): Promise<void> {
  await doubt(query, sql`select firm_id, id from integrations where organisation is not null`, at);
}

async function doubt(query: Query, integrations: RawBuilder<unknown>, at: Date): Promise<void> {
  await sql`
    insert into webhook_intakes as intake (firm_id, integration_id, doubted_at)
    select firm_id, id, ${at}::timestamptz from (${integrations}) doubted
    on conflict (firm_id, integration_id) do update
      set doubted_at = greatest(intake.doubted_at, excluded.doubted_at)`.execute(query);
}
