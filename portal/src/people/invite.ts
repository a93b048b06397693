import { recordAudit } from '../audit/record.ts';
import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import { type Actor, requireChange } from './actor.ts';
import { addInvitation } from './add-invitation.ts';
import { findUserByEmail } from './find-user.ts';
import { lockFirm, requireOwnerRight } from './firm-people.ts';
import type { Member, Role } from './schemas.ts';

/**
 * Invites a person to a firm by a mailed link that works once within 7 days; inviting again replaces the old link.
 * @throws PortalError `already_exists` for a member, `not_allowed` for an owner invited by somebody who is none.
 */
export async function invite(
  services: Services,
  actor: Actor,
  input: { firmId: string; email: string; name: string; role: Role },
): Promise<Member> {
  requireChange(actor, input.firmId);
  const { firmId, email, name, role } = input;
  return await services.store.system(async (query) => {
    const firm = await lockFirm(query, firmId);
    const waiting = await query
      .selectFrom('invitations')
      .select('role')
      .where('firm_id', '=', firmId)
      .where('email', '=', email)
      .where('accepted_at', 'is', null)
      .executeTakeFirst();
    if (role === 'owner' || waiting?.role === 'owner') await requireOwnerRight(query, actor, firmId);
    const user = await findUserByEmail(query, email);
    const isMember =
      user !== undefined &&
      (await query
        .selectFrom('memberships')
        .select('role')
        .where('firm_id', '=', firmId)
        .where('user_id', '=', user.id)
        .executeTakeFirst());
    if (isMember)
      throw new PortalError('already_exists', `${email} belongs to this firm already. No mail was sent.`, {
        fields: { email: 'This person belongs to the firm already.' },
      });
    const invited = await addInvitation(services, query, actor, { id: firmId, name: firm.name }, input);
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'member.invited',
      subject: email,
      details: { name, role },
    });
    return invited;
  });
}
