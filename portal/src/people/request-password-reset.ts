import { OPERATOR, recordAudit } from '../audit/record.ts';
import { addMail } from '../notices/add-mail.ts';
import type { Services } from '../services.ts';
import { findUserByEmail } from './find-user.ts';
import { passwordResetMail } from './mails.ts';
import { countAttempt } from './throttle.ts';
import { createToken } from './token.ts';

const LIFETIME_MS = 30 * 60_000;
const REQUESTS_PER_ACCOUNT = 3;
const REQUESTS_PER_CLIENT = 20;

/**
 * Mails a link to choose a new password, when the address has an account and has not asked too often. It ends alike
 * in every case, so that nobody learns from it which addresses have accounts.
 */
export async function requestPasswordReset(
  services: Services,
  input: { email: string; clientAddress: string },
): Promise<void> {
  const { store, clock } = services;
  await store.system(async (query) => {
    const wait =
      (await countAttempt(query, clock, `reset:${input.email}`, REQUESTS_PER_ACCOUNT)) ||
      (await countAttempt(query, clock, `reset-client:${input.clientAddress}`, REQUESTS_PER_CLIENT));
    if (wait > 0) return;
    const user = await findUserByEmail(query, input.email);
    if (!user) return;
    const now = clock.now();
    const { token, hash } = createToken();
    await query
      .insertInto('password_resets')
      .values({
        token_hash: hash,
        user_id: user.id,
        created_at: now,
        expires_at: new Date(now.getTime() + LIFETIME_MS),
      })
      .execute();
    const { email, name } = user;
    await addMail(query, clock, {
      firmId: null,
      ...passwordResetMail(services.config.publicUrl, { email, name, token }),
    });
    await recordAudit(query, clock, {
      firmId: OPERATOR,
      actor: null,
      action: 'password.reset_requested',
      subject: user.id,
    });
  });
}
