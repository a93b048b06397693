import { sql } from 'kysely';
import { OPERATOR, recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { DEMO_ADDRESSES } from './demo-addresses.ts';
import { findOrAddUser } from './find-or-add-user.ts';
import { hashPassword } from './password.ts';

/**
 * Creates the first staff user from `BOOTSTRAP_EMAIL` and `BOOTSTRAP_PASSWORD`, while there is no staff user who can
 * sign in, a demo's apart. A user of that address becomes staff with that password, and their sessions end.
 */
export async function bootstrapStaff(services: Services): Promise<void> {
  const { bootstrap } = services.config;
  if (!bootstrap) return;
  const passwordHash = await hashPassword(bootstrap.password);
  await services.store.system(async (query) => {
    // Two processes that start together must not both find nobody.
    await sql`lock table users in share row exclusive mode`.execute(query);
    const staff = await query
      .selectFrom('users')
      .select('id')
      .where('staff', '=', true)
      .where('password_hash', 'is not', null)
      .where('email', 'not in', Object.values(DEMO_ADDRESSES))
      .limit(1)
      .executeTakeFirst();
    if (staff) return;
    const user = await findOrAddUser(query, services.clock, {
      email: bootstrap.email,
      name: 'Administrator',
      staff: true,
      passwordHash,
    });
    await query
      .updateTable('users')
      .set({ staff: true, password_hash: passwordHash })
      .where('id', '=', user.id)
      .execute();
    await query.deleteFrom('sessions').where('user_id', '=', user.id).execute();
    await recordAudit(query, services.clock, {
      firmId: OPERATOR,
      actor: null,
      action: 'staff.bootstrapped',
      subject: user.id,
    });
  });
}
