import { PortalError } from '../errors.ts';
import type { Query } from '../store/store.ts';
import { hashToken } from './token.ts';

/**
 * The invitation behind a mailed link, with its firm's name; locked until the transaction ends.
 * @throws PortalError `link_expired` for one that is too old, was accepted, withdrawn or replaced, or never existed.
 */
export async function findInvitation(query: Query, token: string, now: Date) {
  const invitation = await query
    .selectFrom('invitations')
    .innerJoin('firms', 'firms.id', 'invitations.firm_id')
    .select(['invitations.firm_id', 'invitations.id', 'invitations.email', 'invitations.name'])
    .select(['invitations.role', 'firms.name as firm_name'])
    .where('invitations.token_hash', '=', hashToken(token))
    .where('invitations.accepted_at', 'is', null)
    .where('invitations.expires_at', '>', now)
    .forUpdate('invitations')
    .executeTakeFirst();
  if (!invitation)
    throw new PortalError(
      'link_expired',
      'This invitation is no longer valid; nothing was changed. Ask the person who invited you for a new one.',
    );
  return invitation;
}
