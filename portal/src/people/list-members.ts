import { notFound } from '../errors.ts';
import type { Services } from '../services.ts';
import { type Actor, requireRead } from './actor.ts';
import type { Member } from './schemas.ts';

/** A firm's people in the order they came, then those invited who have not accepted. @throws PortalError `not_found`. */
export async function listMembers(services: Services, actor: Actor, firmId: string): Promise<Member[]> {
  requireRead(actor, firmId);
  return await services.store.system(async (query) => {
    const firm = await query.selectFrom('firms').select('id').where('id', '=', firmId).executeTakeFirst();
    if (!firm) throw notFound('firm');
    const members = await query
      .selectFrom('memberships')
      .innerJoin('users', 'users.id', 'memberships.user_id')
      .select(['users.id', 'users.email', 'users.name', 'memberships.role', 'memberships.created_at'])
      .where('memberships.firm_id', '=', firmId)
      .orderBy('memberships.created_at')
      .orderBy('users.id')
      .execute();
    const invitations = await query
      .selectFrom('invitations')
      .select(['id', 'email', 'name', 'role', 'created_at'])
      .where('firm_id', '=', firmId)
      .where('accepted_at', 'is', null)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
    return [
      ...members.map(({ id, created_at, ...person }) => ({
        ...person,
        userId: id,
        invitationId: null,
        joinedAt: created_at.toISOString(),
        invitedAt: null,
      })),
      ...invitations.map(({ id, created_at, ...person }) => ({
        ...person,
        userId: null,
        invitationId: id,
        joinedAt: null,
        invitedAt: created_at.toISOString(),
      })),
    ];
  });
}
