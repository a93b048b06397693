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
 * Takes the authorization that a state belongs to. It is used up whatever the answer is, in the transaction that reads
 * it, so that of two who bring the same state one at most goes on. A stranger's session learns nothing but that.
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
    if (found && !found.used_at)
      await query
        .updateTable('authorizations')
        .set({ used_at: now })
        .where('firm_id', '=', found.firm_id)
        .where('state_hash', '=', found.state_hash)
        .execute();
    return found;
  });
  if (!row) return { refused: 'state_unknown' };
  const { firm_id: firmId, integration_id: integrationId } = row;
  if (
    !visitor.sessionToken ||
    hashToken(visitor.sessionToken) !== row.session_hash ||
    !mayChange(visitor, firmId)
  )
    return { refused: 'foreign_session' };
  if (row.used_at) return { refused: 'state_used', firmId, integrationId };
  if (row.expires_at <= now) return { refused: 'state_expired', firmId, integrationId };
  const codeVerifier = services.secrets.open(row.code_verifier, verifierContext(firmId, integrationId));
  return { refused: null, firmId, integrationId, codeVerifier, authorisedBy: row.authorised_by };
}

/** The right may have been taken away, or the session have ended, while the person was at Xero. */
function mayChange({ actor }: Visitor, firmId: string): boolean {
  if (!actor) return false;
  const role = actor.roles.get(firmId);
  return actor.staff || (role !== undefined && role !== 'viewer');
}
