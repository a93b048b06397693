import { recordAudit } from '../audit/record.ts';
import { notFound } from '../errors.ts';
import type { Services } from '../services.ts';
import { type Actor, requireChange } from './actor.ts';
import { lockFirm, requireOwnerRight } from './firm-people.ts';

/** Withdraws an invitation that was not accepted yet; its link stops working. @throws PortalError `not_found`. */
export async function withdrawInvitation(
  services: Services,
  actor: Actor,
  input: { firmId: string; invitationId: string },
): Promise<void> {
  requireChange(actor, input.firmId);
  const { firmId, invitationId } = input;
  await services.store.system(async (query) => {
    await lockFirm(query, firmId);
    const withdrawn = await query
      .deleteFrom('invitations')
      .where('firm_id', '=', firmId)
      .where('id', '=', invitationId)
      .where('accepted_at', 'is', null)
      .returning(['email', 'role'])
      .executeTakeFirst();
    if (!withdrawn) throw notFound('invitation');
    if (withdrawn.role === 'owner') await requireOwnerRight(query, actor, firmId);
    await recordAudit(query, services.clock, {
      firmId,
      actor,
      action: 'invitation.withdrawn',
      subject: withdrawn.email,
      details: { role: withdrawn.role },
    });
  });
}
