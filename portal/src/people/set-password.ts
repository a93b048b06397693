import { OPERATOR, recordAudit } from '../audit/record.ts';
import { addMail } from '../notices/add-mail.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import { passwordChangedMail } from './mails.ts';
import { accountSubject } from './sign-in.ts';
import { clearAttempts } from './throttle.ts';

/**
 * Gives a user another password, inside the transaction of what led to it: waiting reset links lose their force, all
 * sessions but `keepSession` (a token's hash) end, a block of the sign-in is lifted, and the person is told by mail.
 */
export async function setPassword(
  services: Services,
  query: Query,
  input: { userId: string; passwordHash: string; action: string; keepSession: string | null },
): Promise<void> {
  const { userId } = input;
  const user = await query
    .updateTable('users')
    .set({ password_hash: input.passwordHash })
    .where('id', '=', userId)
    .returning(['email', 'name'])
    .executeTakeFirstOrThrow();
  await query.deleteFrom('password_resets').where('user_id', '=', userId).execute();
  await query
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(input.keepSession !== null, (sessions) =>
      sessions.where('token_hash', '!=', input.keepSession ?? ''),
    )
    .execute();
  await clearAttempts(query, accountSubject(user.email));
  await addMail(query, services.clock, {
    firmId: null,
    ...passwordChangedMail(services.config.publicUrl, user),
  });
  await recordAudit(query, services.clock, {
    firmId: OPERATOR,
    actor: { userId, name: user.name },
    action: input.action,
    subject: userId,
  });
}
