import { randomUUID } from 'node:crypto';
import { addMail } from '../notices/add-mail.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { Actor } from './actor.ts';
import { invitationMail } from './mails.ts';
import type { Member, Role } from './schemas.ts';
import { createToken } from './token.ts';

const LIFETIME_MS = 7 * 86_400_000;

/** Writes an invitation and its mail down, inside the caller's transaction; a waiting one for the same address goes. */
export async function addInvitation(
  services: Services,
  query: Query,
  actor: Actor,
  firm: { id: string; name: string },
  person: { email: string; name: string; role: Role },
): Promise<Member> {
  const { email, name, role } = person;
  const now = services.clock.now();
  const id = randomUUID();
  const { token, hash } = createToken();
  await query
    .deleteFrom('invitations')
    .where('firm_id', '=', firm.id)
    .where('email', '=', email)
    .where('accepted_at', 'is', null)
    .execute();
  await query
    .insertInto('invitations')
    .values({
      firm_id: firm.id,
      id,
      email,
      name,
      role,
      token_hash: hash,
      invited_by: actor.name,
      created_at: now,
      expires_at: new Date(now.getTime() + LIFETIME_MS),
    })
    .execute();
  await addMail(query, services.clock, {
    firmId: firm.id,
    ...invitationMail(services.config.publicUrl, {
      ...person,
      firmName: firm.name,
      invitedBy: actor.name,
      token,
    }),
  });
  return { userId: null, invitationId: id, email, name, role, joinedAt: null, invitedAt: now.toISOString() };
}
