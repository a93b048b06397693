import { randomUUID } from 'node:crypto';
import { recordAudit } from '../audit/record.ts';
import { addMail } from '../notices/add-mail.ts';
import { type Actor, requireStaff } from '../people/actor.ts';
import { addInvitation } from '../people/add-invitation.ts';
import { addMembership } from '../people/add-membership.ts';
import { findOrAddUser } from '../people/find-or-add-user.ts';
import { findUserByEmail } from '../people/find-user.ts';
import { accessMail } from '../people/mails.ts';
import { hashPassword } from '../people/password.ts';
import type { Services } from '../services.ts';
import type { Firm, FirmInput } from './schemas.ts';

/**
 * Creates a firm and gives it to its owner: an address with an account gains the firm (its password stays, whatever
 * is given here), a password makes an account, and without either the owner is invited by mail to choose one.
 * @throws PortalError `not_allowed` for anyone but staff.
 */
export async function createFirm(services: Services, actor: Actor, input: FirmInput): Promise<Firm> {
  requireStaff(actor);
  const { store, clock, config } = services;
  const { name, timeZone } = input;
  const owner = { email: input.owner.email, name: input.owner.name, role: 'owner' as const };
  const passwordHash = input.owner.password ? await hashPassword(input.owner.password) : null;
  const id = randomUUID();
  await store.system(async (query) => {
    const now = clock.now();
    await query
      .insertInto('firms')
      .values({ id, name, time_zone: timeZone, provider_user_id: actor.userId, created_at: now })
      .execute();
    const user = passwordHash
      ? await findOrAddUser(query, clock, { ...owner, staff: false, passwordHash })
      : await findUserByEmail(query, owner.email);
    if (user) {
      await addMembership(query, clock, { firmId: id, userId: user.id, role: owner.role });
      const to = { ...owner, name: user.name, firmName: name, givenBy: actor.name };
      await addMail(query, clock, { firmId: id, ...accessMail(config.publicUrl, to) });
    } else await addInvitation(services, query, actor, { id, name }, owner);
    await recordAudit(query, clock, {
      firmId: id,
      actor,
      action: 'firm.created',
      subject: id,
      details: { name, timeZone, owner: owner.email },
    });
  });
  return { id, name, timeZone };
}
