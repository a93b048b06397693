import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { IntegrationKey } from '../../integrations/states.ts';
import type { Services } from '../../services.ts';
import type { Query } from '../../store/store.ts';
import { keepHolding } from '../keep-holding.ts';

/** A worker that says nothing for so long is taken for dead, and another goes on with its events. */
const LEASE_MS = 45_000;
const FIRST_RETRY_MS = 10_000;
const LONGEST_RETRY_MS = 10 * 60_000;

/** The applying of one integration's events, in this worker's hands. */
export type HeldIntake = IntegrationKey & { token: string };

/** Another worker applies these events now. */
export class IntakeLostError extends Error {}

/**
 * Takes the applying of an integration's events, for one worker at a time: of two that read one record side by side,
 * the slower could store what it read earlier. Null while another holds it, before the time of a retry, and when the
 * integration is not connected: its events then wait.
 */
export async function takeIntake(services: Services, key: IntegrationKey): Promise<HeldIntake | null> {
  const now = services.clock.now();
  const token = randomUUID();
  const taken = await services.store.firm(key.firmId, (query) =>
    sql`
      insert into webhook_intakes as intake (firm_id, integration_id, lease_token, lease_until)
      select firm_id, id, ${token}::uuid, ${leaseEnd(now)}::timestamptz from integrations
        where firm_id = ${key.firmId} and id = ${key.integrationId} and status = 'connected'
      on conflict (firm_id, integration_id) do update
        set lease_token = excluded.lease_token, lease_until = excluded.lease_until, retry_at = null
        where coalesce(intake.lease_until <= ${now}, true) and coalesce(intake.retry_at <= ${now}, true)
      returning intake.lease_token`.execute(query),
  );
  return taken.rows.length > 0 ? { ...key, token } : null;
}

/**
 * Proves inside a transaction that the intake is still ours, and keeps the lease. It holds the row, so a worker that is
 * told of a new event meanwhile waits for this transaction's end.
 * @throws IntakeLostError, which rolls the transaction back.
 */
export async function holdIntake(query: Query, now: Date, intake: HeldIntake): Promise<void> {
  const held = await ours(query, intake)
    .set({ lease_until: leaseEnd(now) })
    .executeTakeFirst();
  if (held.numUpdatedRows === 0n) throw new IntakeLostError('These events are no longer ours to apply.');
}

/** Gives the intake back. */
export async function releaseIntake(query: Query, intake: HeldIntake): Promise<void> {
  await ours(query, intake).set({ lease_token: null, lease_until: null, retry_at: null }).execute();
}

/** Gives the intake back after a failure: the next try comes after ten seconds at first, or when Xero allows it. */
export async function releaseForRetry(
  query: Query,
  now: Date,
  intake: HeldIntake,
  leastSeconds: number,
): Promise<void> {
  const { failures_in_a_row: failures = 0 } =
    (await query
      .selectFrom('webhook_intakes')
      .select('failures_in_a_row')
      .where('firm_id', '=', intake.firmId)
      .where('integration_id', '=', intake.integrationId)
      .executeTakeFirst()) ?? {};
  const wait = Math.max(leastSeconds * 1000, Math.min(FIRST_RETRY_MS * 2 ** failures, LONGEST_RETRY_MS));
  await ours(query, intake)
    .set({
      lease_token: null,
      lease_until: null,
      retry_at: new Date(now.getTime() + wait),
      failures_in_a_row: failures + 1,
    })
    .execute();
}

/** Notes that Xero answered well: the next failure is the first again. */
export async function noteSuccess(query: Query, intake: HeldIntake): Promise<void> {
  await ours(query, intake).set({ failures_in_a_row: 0 }).where('failures_in_a_row', '>', 0).execute();
}

/** Keeps the lease while a slow answer is awaited, until `over` is aborted; aborts it when the intake was lost. */
export async function keepIntake(
  services: Services,
  intake: HeldIntake,
  over: AbortController,
): Promise<void> {
  await keepHolding(services, over, {
    everyMs: LEASE_MS / 3,
    hold: () =>
      services.store.firm(intake.firmId, (query) => holdIntake(query, services.clock.now(), intake)),
    lost: IntakeLostError,
    what: 'webhook events',
    ids: { integrationId: intake.integrationId },
  });
}

function leaseEnd(now: Date): Date {
  return new Date(now.getTime() + LEASE_MS);
}

function ours(query: Query, { firmId, integrationId, token }: HeldIntake) {
  return query
    .updateTable('webhook_intakes')
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('lease_token', '=', token);
}
