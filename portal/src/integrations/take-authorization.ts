import type { Actor } from '../people/actor.ts';
import { hashToken } from '../people/token.ts';
import type { Services } from '../services.ts';
import { verifierContext } from './authorise.ts';

/** Who came back from Xero, as the session cookie tells. */
export type Visitor = { actor: Actor | null; sessionToken: string | null };

export type TakenAuthorization =
  | { refused: 'state_unknown' | 'foreign_session' }
  | { refused: 'state_used' | 'state_expired'; firmId: string; integrationId: string }
  | { refused: null; firmId: string; integrationId: string; codeVerifier: string; authorisedBy: string };

/**
 * Takes the authorization that a state belongs to. Its own session uses it up, in the transaction that reads it, so that
 * of two who bring the same state one at most goes on. A stranger's learns nothing and takes nothing away.
 */
export async function takeAuthorization(
  services: Services,
  state: string,
  visitor: Visitor,
): Promise<TakenAuthorization> {
  const now = services.clock.now();
  const row = await services.store.system(async (query) => {
    const found = await query
      .selectFrom('authorizations')
      .selectAll()
      .where('state_hash', '=', hashToken(state))
      .forUpdate()
      .executeTakeFirst();
    if (!found) return 'state_unknown';
    if (!isOwn(visitor, found.session_hash, found.firm_id)) return 'foreign_session';
    if (!found.used_at)
      await query
        .updateTable('authorizations')
        .set({ used_at: now })
        .where('firm_id', '=', found.firm_id)
        .where('state_hash', '=', found.state_hash)
        .execute();
    return found;
  });
  if (typeof row === 'string') return { refused: row };
  const { firm_id: firmId, integration_id: integrationId } = row;
  if (row.used_at) return { refused: 'state_used', firmId, integrationId };
  if (row.expires_at <= now) return { refused: 'state_expired', firmId, integrationId };
  const codeVerifier = services.secrets.open(row.code_verifier, verifierContext(firmId, integrationId));
  return { refused: null, firmId, integrationId, codeVerifier, authorisedBy: row.authorised_by };
}

/** The session that began it, of a person who may still change the firm: the right can end while somebody is at Xero. */
function isOwn({ actor, sessionToken }: Visitor, sessionHash: string, firmId: string): boolean {
  if (!actor || !sessionToken || hashToken(sessionToken) !== sessionHash) return false;
  const role = actor.roles.get(firmId);
  return actor.staff || (role !== undefined && role !== 'viewer');
}
