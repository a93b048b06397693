import { randomUUID } from 'node:crypto';
import { type AccessTokens, type TokenSet, XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import { accessLost } from './access-lost.ts';
import { mayComeBack } from './access-problems.ts';
import { selectConnections } from './select-connections.ts';
import { type ConnectionKey, openTokens, sealTokens } from './stored-tokens.ts';

/** A token that ends sooner could end on its way to Xero. */
const SHORTEST_LIFE_MS = 120_000;
/**
 * Longer than a call to the token endpoint may take (30 s) and its tokens take to be stored, so that nobody refreshes
 * beside a holder that lives; one that died is waited for no longer.
 */
const LEASE_MS = 45_000;
const POLL_MS = 100;

/** A grant that is not used for 60 days is ended by Xero; tokens that were given end half an hour later (its OAuth FAQ). */
const UNUSED_LIFE_MS = 60 * 24 * 3_600_000 - 30 * 60_000;

type Row = { sealed: string; tokens: TokenSet; integrationId: string };

/** The refresh under way of each connection: callers of one process share it. */
const underWay = new WeakMap<Services, Map<string, Promise<TokenSet | null>>>();

/**
 * Access tokens of one connection. One refresh at a time is under way per connection, over all processes; new tokens
 * are stored before they are used. Must not be used inside a transaction.
 *
 * Both end in PortalError `not_connected` (the connection is gone), `reconnect_needed` (Xero refused the grant, which
 * is then marked), or the XeroError of a refresh that may go well later.
 */
export function accessTokens(services: Services, firmId: string, connectionId: string): AccessTokens {
  const key = { firmId, connectionId };
  return {
    current: () => obtain(services, key, null),
    renewed: (rejected) => obtain(services, key, rejected),
  };
}

async function obtain(services: Services, key: ConnectionKey, rejected: string | null): Promise<string> {
  const first = await readRow(services, key);
  for (let row = first; ; row = await readRow(services, key)) {
    const { accessToken, expiresAt } = row.tokens;
    const life = expiresAt.getTime() - services.clock.now().getTime();
    // One that somebody else has just fetched is taken however short its life: asking again would give no longer one.
    const enough = row.sealed === first.sealed ? SHORTEST_LIFE_MS : 1;
    if (accessToken !== rejected && life >= enough) return accessToken;
    const fresh = await refreshOnce(services, key, row);
    if (fresh && fresh.accessToken !== rejected) return fresh.accessToken;
  }
}

/** The refresh under way in this process, or a new one. */
function refreshOnce(services: Services, key: ConnectionKey, row: Row): Promise<TokenSet | null> {
  const promises = underWay.get(services) ?? new Map<string, Promise<TokenSet | null>>();
  underWay.set(services, promises);
  const known = promises.get(key.connectionId);
  if (known) return known;
  const started = refresh(services, key, row).finally(() => promises.delete(key.connectionId));
  promises.set(key.connectionId, started);
  return started;
}

/** Refreshes if no other process is at it. @returns null when the row has to be read again. */
async function refresh(services: Services, key: ConnectionKey, row: Row): Promise<TokenSet | null> {
  const lease = await takeLease(services, key, row);
  if (!lease) {
    await services.clock.sleep(POLL_MS);
    return null;
  }
  try {
    const fresh = await services.xero.oauth.refresh(row.tokens.refreshToken);
    return (await storeTokens(services, key, row, fresh)) ? fresh : null;
  } catch (error) {
    await releaseLease(services, key, lease, error instanceof XeroError && !error.canPass);
    if (!(error instanceof XeroError && error.kind === 'reconnect')) throw error;
    // Another process may have replaced the token that Xero refused just now.
    const now = await readRow(services, key);
    if (now.sealed !== row.sealed) return null;
    const unused = services.clock.now().getTime() - now.tokens.expiresAt.getTime();
    const code = unused >= UNUSED_LIFE_MS ? 'access_expired' : 'access_revoked';
    await accessLost(services, { ...key, integrationId: now.integrationId }, code);
    throw reconnectNeeded(error);
  }
}

/** The error of a connection whose grant has ended. */
export function reconnectNeeded(cause?: unknown): PortalError {
  return new PortalError(
    'reconnect_needed',
    'Xero no longer gives access to these books. What was read so far stays readable, and payments wait. Authorise Xero again on the Integrations page.',
    { cause },
  );
}

/** The error of an integration that has no connection. */
export function notConnected(): PortalError {
  return new PortalError(
    'not_connected',
    'This integration is not connected to Xero. Nothing was changed. Authorise Xero on the Integrations page, then save.',
  );
}

async function readRow(services: Services, key: ConnectionKey): Promise<Row> {
  const row = await services.store.firm(key.firmId, (query) =>
    selectConnections(query)
      .select([
        'connections.tokens',
        'connections.state',
        'connections.integration_id',
        'integrations.status',
        'integrations.problem',
      ])
      .where('connections.firm_id', '=', key.firmId)
      .where('connections.id', '=', key.connectionId)
      .executeTakeFirst(),
  );
  if (!row) throw notConnected();
  const isOver = row.status === 'reconnect_needed' && !mayComeBack(row.problem?.code);
  if (row.state === 'active' && isOver) throw reconnectNeeded();
  return {
    sealed: row.tokens,
    tokens: openTokens(services.secrets, key, row.tokens),
    integrationId: row.integration_id,
  };
}

/** Takes the right to refresh, unless somebody holds it or has stored new tokens since the row was read. */
async function takeLease(services: Services, key: ConnectionKey, row: Row): Promise<string | null> {
  const lease = randomUUID();
  const now = services.clock.now();
  const taken = await services.store.firm(key.firmId, (query) =>
    query
      .updateTable('connections')
      .set({ refresh_lease: lease, refresh_lease_until: new Date(now.getTime() + LEASE_MS) })
      .where('firm_id', '=', key.firmId)
      .where('id', '=', key.connectionId)
      .where('tokens', '=', row.sealed)
      .where((or) => or.or([or('refresh_lease', 'is', null), or('refresh_lease_until', '<', now)]))
      .returning('id')
      .executeTakeFirst(),
  );
  return taken ? lease : null;
}

/** Stores new tokens in place of those they came from, and never over tokens that are newer. */
async function storeTokens(
  services: Services,
  key: ConnectionKey,
  row: Row,
  fresh: TokenSet,
): Promise<boolean> {
  const stored = await services.store.firm(key.firmId, (query) =>
    query
      .updateTable('connections')
      .set({
        tokens: sealTokens(services.secrets, key, fresh),
        tokens_expire_at: fresh.expiresAt,
        ...(fresh.scopes.length > 0 && { scopes: fresh.scopes }),
        refresh_lease: null,
        refresh_lease_until: null,
      })
      .where('firm_id', '=', key.firmId)
      .where('id', '=', key.connectionId)
      .where('tokens', '=', row.sealed)
      .returning('id')
      .executeTakeFirst(),
  );
  return stored !== undefined;
}

/**
 * Gives the right to refresh back. When it is not known whether Xero replaced the token, an ended lease stays behind: the
 * old token is then of use for another 30 minutes only, so the refresh has to be finished although a token still lives.
 */
async function releaseLease(
  services: Services,
  key: ConnectionKey,
  lease: string,
  isOutcomeKnown: boolean,
): Promise<void> {
  const ended = new Date(services.clock.now().getTime() - 1);
  await services.store.firm(key.firmId, (query) =>
    query
      .updateTable('connections')
      .set(
        isOutcomeKnown ? { refresh_lease: null, refresh_lease_until: null } : { refresh_lease_until: ended },
      )
      .where('firm_id', '=', key.firmId)
      .where('id', '=', key.connectionId)
      .where('refresh_lease', '=', lease)
      .execute(),
  );
}

/**
 * Finishes refreshes whose outcome nobody knows, since a process died or Xero's answer was lost. Called every minute, so
 * well within the 30 minutes that Xero takes a replaced token for (its OAuth documentation).
 */
export async function finishRefreshes(services: Services): Promise<void> {
  const now = services.clock.now();
  const unfinished = await services.store.system((query) =>
    query
      .selectFrom('connections')
      .select(['firm_id as firmId', 'id as connectionId'])
      .where('refresh_lease', 'is not', null)
      .where('refresh_lease_until', '<', now)
      .limit(100)
      .execute(),
  );
  for (const key of unfinished)
    try {
      await refreshOnce(services, key, await readRow(services, key));
    } catch (error) {
      services.log.warn({ err: error, ...key }, 'a refresh of access could not be finished yet');
    }
}
