import { OPERATOR, recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { DEMO_ADDRESSES } from './demo-addresses.ts';

/**
 * Takes the users of a demo out of use, since everybody knows their passwords: nobody can sign in as one of them, and
 * their sessions and reset links end. What they did stays. @returns how many could still be used until now
 */
export async function retireDemoUsers(services: Services): Promise<number> {
  const { store, clock, log } = services;
  const retired = await store.system(async (query) => {
    const users = await query
      .updateTable('users')
      .set({ password_hash: null })
      .where('email', 'in', Object.values(DEMO_ADDRESSES))
      .where('password_hash', 'is not', null)
      .returning(['id', 'email'])
      .execute();
    for (const { id, email } of users) {
      await query.deleteFrom('sessions').where('user_id', '=', id).execute();
      await query.deleteFrom('password_resets').where('user_id', '=', id).execute();
      await recordAudit(query, clock, {
        firmId: OPERATOR,
        actor: null,
        action: 'demo_user.retired',
        subject: id,
        details: { email },
      });
    }
    return users.length;
  });
  if (retired > 0)
    log.warn({ retired }, 'the users of a demo were taken out of use: their passwords are public');
  return retired;
}
