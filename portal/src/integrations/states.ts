import type { Updateable } from 'kysely';
import type { Query } from '../store/store.ts';
import type { Tables } from '../store/tables.ts';
import type { IntegrationStatus } from './schemas.ts';

/** Which integration, inside which firm. */
export type IntegrationKey = { firmId: string; integrationId: string };

/**
 * The legal next states of an integration. `connected → connected` is a new connection in place of the old one;
 * `reconnect_needed → paused` is access that came back to an integration that was paused when it ended.
 */
const INTEGRATION: Record<IntegrationStatus, readonly IntegrationStatus[]> = {
  not_connected: ['connected'],
  connected: ['connected', 'paused', 'reconnect_needed', 'disconnected'],
  paused: ['connected', 'reconnect_needed', 'disconnected'],
  reconnect_needed: ['connected', 'paused', 'disconnected'],
  disconnected: ['connected'],
};

type ConnectionState = 'none' | 'pending' | 'active';

/** The legal next states of a connection; `none` is a row that does not exist: its tokens are erased. */
const CONNECTION: Record<ConnectionState, readonly ConnectionState[]> = {
  none: ['pending'],
  pending: ['active', 'none'],
  active: ['none'],
};

type Alongside = Partial<
  Pick<Updateable<Tables['integrations']>, 'organisation' | 'next_sync_at' | 'problem' | 'failures_in_a_row'>
>;

/**
 * Moves an integration to `target` and writes `alongside` with it, if that is legal from where it is now.
 * @returns false, with nothing changed, when it is not.
 */
export async function transition(
  query: Query,
  key: IntegrationKey,
  target: IntegrationStatus,
  alongside: Alongside = {},
): Promise<boolean> {
  const before = (Object.keys(INTEGRATION) as IntegrationStatus[]).filter((status) =>
    INTEGRATION[status].includes(target),
  );
  const moved = await query
    .updateTable('integrations')
    .set({ ...alongside, status: target })
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.integrationId)
    .where('status', 'in', before)
    .returning('id')
    .executeTakeFirst();
  return moved !== undefined;
}

/**
 * Moves the integration's connection that is in state `from`; to `none` erases it.
 * @returns whether there was one.
 * @throws Error for a move that the table does not know.
 */
export async function moveConnection(
  query: Query,
  key: IntegrationKey,
  from: 'pending' | 'active',
  target: 'active' | 'none',
): Promise<boolean> {
  if (!CONNECTION[from].includes(target))
    throw new Error(`A connection cannot go from ${from} to ${target}.`);
  const { firmId, integrationId } = key;
  const moved =
    target === 'none'
      ? await query
          .deleteFrom('connections')
          .where('firm_id', '=', firmId)
          .where('integration_id', '=', integrationId)
          .where('state', '=', from)
          .returning('id')
          .executeTakeFirst()
      : await query
          .updateTable('connections')
          .set({ state: target })
          .where('firm_id', '=', firmId)
          .where('integration_id', '=', integrationId)
          .where('state', '=', from)
          .returning('id')
          .executeTakeFirst();
  return moved !== undefined;
}
