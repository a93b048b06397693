import { recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { type Actor, requireChange } from './actor.ts';
import { findMember } from './find-member.ts';
import { lockFirm, requireAnotherOwner, requireOwnerRight } from './firm-people.ts';

/**
 * Takes a firm away from a member, from their next request on; the account, its sessions and its other firms stay.
 * @throws PortalError `not_found`; `not_allowed` when it concerns an owner and the person asking is none, or the last owner.
 */
export async function removeMember(
  services: Services,
  actor: Actor,
  input: { firmId: string; userId: string },
): Promise<void> {
  requireChange(actor, input.firmId);
  const { firmId, userId } = input;
  await services.store.system(async (query) => {
    await lockFirm(query, firmId);
    const member = await findMember(query, firmId, userId);
    if (member.role === 'owner') {
      await requireOwnerRight(query, actor, firmId);
      await requireAnotherOwner(query, firmId, userId);
    }
    await query
      .deleteFrom('memberships')
      .where('firm_id', '=', firmId)
      .where('user_id', '=', userId)
      .execute();
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'member.removed',
      subject: userId,
      details: { email: member.email, role: member.role },
    });
  });
}
