import { noteUnauthorised } from '../conversions/authorised.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { EndedConnection } from './end-access.ts';
import { type IntegrationKey, moveConnection } from './states.ts';
import { openTokens } from './stored-tokens.ts';

/** Erases a connection with its tokens. @returns what is needed to end the access at Xero after the commit, or null */
export async function eraseConnection(
  services: Services,
  query: Query,
  key: IntegrationKey,
  state: 'active' | 'pending',
): Promise<EndedConnection | null> {
  const { firmId, integrationId } = key;
  if (state === 'pending') await noteUnauthorised(query, key);
  const row = await query
    .selectFrom('connections')
    .select(['id', 'organisation', 'tokens'])
    .where('firm_id', '=', firmId)
    .where('integration_id', '=', integrationId)
    .where('state', '=', state)
    .forUpdate()
    .executeTakeFirst();
  if (!row) return null;
  await moveConnection(query, key, state, 'none');
  try {
    return {
      tenantId: row.organisation.tenantId,
      tokens: openTokens(services.secrets, { firmId, connectionId: row.id }, row.tokens),
    };
  } catch (error) {
    // Tokens that cannot be opened must not keep a person from disconnecting.
    services.log.warn(
      { err: error, firmId, integrationId },
      'the tokens of an erased connection cannot be opened',
    );
    return null;
  }
}
