import type { Connection, TokenSet, XeroOAuth } from '@ledgerport/xero';

/**
 * The organisation that a sign-in was for, and whether this very sign-in connected it.
 * Xero marks what a sign-in connects with the token's event id; an organisation connected earlier may keep its old
 * mark, and then it is the pinned one if it is among the person's, else the one that changed last. Null: none at all.
 * @throws XeroError
 */
export async function chooseConnection(
  oauth: XeroOAuth,
  tokens: TokenSet,
  pinnedTenantId: string | null,
): Promise<{ connection: Connection; isOfThisSignIn: boolean } | null> {
  const { accessToken, authenticationEventId } = tokens;
  if (authenticationEventId) {
    const connected = await oauth.connections(accessToken, { authEventId: authenticationEventId });
    const connection = choose(connected, pinnedTenantId);
    if (connection) return { connection, isOfThisSignIn: true };
  }
  const connection = choose(await oauth.connections(accessToken), pinnedTenantId);
  return connection && { connection, isOfThisSignIn: false };
}

function choose(connections: readonly Connection[], pinnedTenantId: string | null): Connection | null {
  const organisations = connections.filter(({ tenantType }) => tenantType === 'ORGANISATION');
  const newestFirst = organisations.toSorted((a, b) => b.updatedAt.getTime() - a.updatedAt.getTime());
  return newestFirst.find(({ tenantId }) => tenantId === pinnedTenantId) ?? newestFirst[0] ?? null;
}
