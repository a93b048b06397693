import type { Identity } from './identity.ts';
import { type Connection, NOBODY } from './records.ts';

/**
 * The tenant id that an API call is about, from its xero-tenant-id header. A custom connection may leave the header
 * out or empty and then means its one organisation (the README of Xero's Node SDK).
 */
export function requestedTenant(identity: Identity, userId: string, header: string | undefined): string {
  const named = header?.trim().toLowerCase() ?? '';
  if (named !== '' || userId !== NOBODY) return named;
  return identity.connections(NOBODY)[0]?.tenantId ?? '';
}

/** A user's connections as GET /connections lists them, of one consent when `authEventId` is given. */
export function listConnections(
  identity: Identity,
  userId: string,
  authEventId: string | undefined,
): object[] {
  return identity
    .connections(userId)
    .filter((connection) => authEventId === undefined || connection.authEventId === authEventId.toLowerCase())
    .map((connection) => present(identity, connection));
}

/**
 * Ends a connection. Xero answers 404 for an id that it does not know, and 403 for one that belongs to a
 * tenant or a consent (as integrators reported).
 */
export function deleteConnection(identity: Identity, userId: string, id: string): 204 | 403 | 404 {
  const wanted = id.toLowerCase();
  const connections = identity.connections(userId);
  const connection = connections.find((each) => each.id === wanted);
  if (connection) {
    identity.disconnect(connection);
    return 204;
  }
  return connections.some((each) => each.tenantId === wanted || each.authEventId === wanted) ? 403 : 404;
}

function present(identity: Identity, connection: Connection): object {
  const books = identity.organisations.find(
    ({ organisation }) => organisation.tenantId === connection.tenantId,
  );
  return {
    id: connection.id,
    authEventId: connection.authEventId,
    tenantId: connection.tenantId,
    tenantType: 'ORGANISATION',
    tenantName: books?.organisation.name ?? null,
    createdDateUtc: sevenDigits(connection.createdAt),
    updatedDateUtc: sevenDigits(connection.updatedAt),
  };
}

/** ISO 8601 with seven fraction digits and no zone, the form of this endpoint alone. */
function sevenDigits(instant: number): string {
  return new Date(instant).toISOString().replace('Z', '0000');
}
