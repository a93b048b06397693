import { recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { type Actor, requireChange } from './actor.ts';
import { findMember } from './find-member.ts';
import { lockFirm, requireAnotherOwner, requireOwnerRight } from './firm-people.ts';
import type { Member, Role } from './schemas.ts';

/**
 * Gives a member another role, from their next request on.
 * @throws PortalError `not_found`; `not_allowed` when it concerns an owner and the person asking is none, or the last owner.
 */
export async function changeRole(
  services: Services,
  actor: Actor,
  input: { firmId: string; userId: string; role: Role },
): Promise<Member> {
  requireChange(actor, input.firmId);
  const { firmId, userId, role } = input;
  return await services.store.system(async (query) => {
    await lockFirm(query, firmId);
    const { email, name, role: before, created_at } = await findMember(query, firmId, userId);
    if (before === 'owner' || role === 'owner') await requireOwnerRight(query, actor, firmId);
    if (before === 'owner' && role !== 'owner') await requireAnotherOwner(query, firmId, userId);
    await query
      .updateTable('memberships')
      .set({ role })
      .where('firm_id', '=', firmId)
      .where('user_id', '=', userId)
      .execute();
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'member.role_changed',
      subject: userId,
      details: { email, before, after: role },
    });
    const joinedAt = created_at.toISOString();
    return { userId, invitationId: null, email, name, role, joinedAt, invitedAt: null };
  });
}
