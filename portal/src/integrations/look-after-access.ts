import { XeroError } from '@ledgerport/xero';
import type { Services } from '../services.ts';
import { nextSlot } from '../sync/slot.ts';
import { inTime } from './deadline.ts';
import { lookAtConnection } from './look-at-connection.ts';
import { notifyPeople } from './notify-people.ts';
import type { IntegrationKey } from './states.ts';
import { finishRefreshes } from './tokens.ts';

const MINUTES_OF_A_DAY = 1440;
/** After a look that Xero did not answer. */
const AGAIN_MS = 3_600_000;
/** Taken at once and looked at side by side: few enough that a stop does not wait long for them. */
const AT_ONCE = 5;

type Due = IntegrationKey & { connectionId: string };

/**
 * One turn of looking after access: every connection is looked at once a day, at a place in the day that comes from its
 * integration's id, and the notices that are due are written. Any number of processes may do this at once; each
 * connection is taken by one of them. Refreshes that were left unfinished come first. Ends early when `stop` is aborted.
 */
export async function lookAfterAccess(services: Services, stop: AbortSignal): Promise<void> {
  await finishRefreshes(services);
  await giveSlots(services);
  for (let due = await takeDue(services); due.length > 0; due = await takeDue(services)) {
    // A stop does not wait for a silent Xero: what a refresh brings meanwhile is stored, or fetched again within its grace.
    const looks = inTime(stop, Promise.all(due.map((connection) => look(services, connection))));
    await looks.catch((error: unknown) => {
      if (!stop.aborted) throw error;
    });
    if (stop.aborted) return;
  }
  await notifyPeople(services);
}

async function look(services: Services, connection: Due): Promise<void> {
  try {
    await lookAtConnection(services, connection);
  } catch (error) {
    const { firmId, integrationId, connectionId } = connection;
    services.log.warn({ err: error, firmId, integrationId }, 'a connection could not be looked at');
    if (!(error instanceof XeroError && error.canPass)) return;
    const again = new Date(services.clock.now().getTime() + AGAIN_MS);
    await services.store.firm(firmId, (query) =>
      query
        .updateTable('connections')
        .set({ next_look_at: again })
        .where('firm_id', '=', firmId)
        .where('id', '=', connectionId)
        .where('next_look_at', '>', again)
        .execute(),
    );
  }
}

/** A new connection was seen to stand when it was made, so its first look comes at its own place in the day. */
async function giveSlots({ store, clock }: Services): Promise<void> {
  await store.system(async (query) => {
    const fresh = await query
      .selectFrom('connections')
      .select(['firm_id', 'id', 'integration_id'])
      .where('next_look_at', 'is', null)
      .limit(1000)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const row of fresh)
      await query
        .updateTable('connections')
        .set({ next_look_at: nextSlot(row.integration_id, clock.now(), MINUTES_OF_A_DAY) })
        .where('firm_id', '=', row.firm_id)
        .where('id', '=', row.id)
        .execute();
  });
}

/** The next look is written down before this one, so that one that fails or dies is not done again and again. */
async function takeDue({ store, clock }: Services): Promise<Due[]> {
  const now = clock.now();
  return await store.system(async (query) => {
    const due = await query
      .selectFrom('connections')
      .select(['firm_id as firmId', 'integration_id as integrationId', 'id as connectionId'])
      .where('next_look_at', '<=', now)
      .orderBy('next_look_at')
      .limit(AT_ONCE)
      .forUpdate()
      .skipLocked()
      .execute();
    for (const { firmId, integrationId, connectionId } of due)
      await query
        .updateTable('connections')
        .set({ next_look_at: nextSlot(integrationId, now, MINUTES_OF_A_DAY) })
        .where('firm_id', '=', firmId)
        .where('id', '=', connectionId)
        .execute();
    return due;
  });
}
