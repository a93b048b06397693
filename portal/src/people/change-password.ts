import { PortalError } from '../errors.ts';
import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';
import { hashPassword, verifyPassword } from './password.ts';
import { setPassword } from './set-password.ts';
import { accountSubject, FAILURES_PER_ACCOUNT, tooManyAttempts } from './sign-in.ts';
import { countAttempt } from './throttle.ts';
import { hashToken } from './token.ts';

/**
 * Changes one's own password; the session that asks goes on, all others end.
 * @throws PortalError `invalid_input` for a wrong current password, `too_many_attempts` after several of them: a
 * session left open must not be a way to guess it.
 */
export async function changePassword(
  services: Services,
  actor: Actor,
  input: { currentPassword: string; newPassword: string; sessionToken: string },
): Promise<void> {
  const { store, clock } = services;
  const user = await store.system(async (query) => {
    const wait = await countAttempt(query, clock, accountSubject(actor.email), FAILURES_PER_ACCOUNT);
    if (wait > 0) throw tooManyAttempts(wait);
    return await query
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', actor.userId)
      .executeTakeFirstOrThrow();
  });
  if (!(await verifyPassword(user.password_hash, input.currentPassword)))
    throw new PortalError('invalid_input', 'The current password is not right. Nothing was changed.', {
      fields: { currentPassword: 'This is not your current password.' },
    });
  const passwordHash = await hashPassword(input.newPassword);
  await store.system((query) =>
    setPassword(services, query, {
      userId: actor.userId,
      passwordHash,
      action: 'password.changed',
      keepSession: hashToken(input.sessionToken),
    }),
  );
}
