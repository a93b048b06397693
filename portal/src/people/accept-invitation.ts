import { recordAudit } from '../audit/record.ts';
import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { addMembership } from './add-membership.ts';
import { findInvitation } from './find-invitation.ts';
import { findOrAddUser } from './find-or-add-user.ts';
import { findUserByEmail } from './find-user.ts';
import { hashPassword } from './password.ts';
import { previewInvitation } from './preview-invitation.ts';

type NewAccount = { name: string; passwordHash: string };

/**
 * Accepts an invitation, once. An address that can sign in already keeps its name and password and gains the firm:
 * the mailed link has proven the address, and what it opens still asks for the password. Others get an account.
 * @throws PortalError `link_expired`, or `invalid_input` when a new account lacks its name or password.
 */
export async function acceptInvitation(
  services: Services,
  input: { token: string; name?: string | undefined; password?: string | undefined },
): Promise<void> {
  const { hasAccount } = await previewInvitation(services, input);
  const account = hasAccount ? null : await newAccount(input);
  await services.store.system(async (query) => {
    const now = services.clock.now();
    const invitation = await findInvitation(query, input.token, now);
    const person = await userFor(services, query, invitation.email, account);
    const { firm_id: firmId, id, role } = invitation;
    await query
      .updateTable('invitations')
      .set({ accepted_at: now })
      .where('firm_id', '=', firmId)
      .where('id', '=', id)
      .execute();
    await addMembership(query, services.clock, { firmId, userId: person.userId, role });
    await recordAudit(query, services.clock, {
      firmId,
      actor: person,
      action: 'invitation.accepted',
      subject: person.userId,
      details: { email: invitation.email, role },
    });
  });
}

async function newAccount(input: { name?: string | undefined; password?: string | undefined }) {
  const { name, password } = input;
  if (!name || !password)
    throw new PortalError('invalid_input', 'Enter your name and choose a password. Nothing was changed.', {
      fields: {
        ...(!name && { name: 'Enter a name.' }),
        ...(!password && { password: 'Use at least 12 characters.' }),
      },
    });
  return { name, passwordHash: await hashPassword(password) };
}

/** The account that gains the firm; one made meanwhile, by another invitation, is used as it is. */
async function userFor(services: Services, query: Query, email: string, account: NewAccount | null) {
  const user = account
    ? await findOrAddUser(query, services.clock, { email, staff: false, ...account })
    : await findUserByEmail(query, email);
  if (!user) throw new PortalError('link_expired', 'This account is gone. Ask to be invited again.');
  return { userId: user.id, name: user.name };
}
