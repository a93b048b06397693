import { sql } from 'kysely';
import { OPERATOR, recordAudit } from '../audit/record.ts';
import type { Services } from '../services.ts';
import { findOrAddUser } from './find-or-add-user.ts';
import { hashPassword } from './password.ts';

/** Creates the first staff user from `BOOTSTRAP_EMAIL` and `BOOTSTRAP_PASSWORD`, while the store has no user at all. */
export async function bootstrapStaff(services: Services): Promise<void> {
  const { bootstrap } = services.config;
  if (!bootstrap) return;
  const passwordHash = await hashPassword(bootstrap.password);
  await services.store.system(async (query) => {
    // Two processes that start together must not both find the store empty.
    await sql`lock table users in share row exclusive mode`.execute(query);
    const anybody = await query.selectFrom('users').select('id').limit(1).executeTakeFirst();
    if (anybody) return;
    const user = await findOrAddUser(query, services.clock, {
      email: bootstrap.email,
      name: 'Administrator',
      staff: true,
      passwordHash,
    });
    await recordAudit(query, services.clock, {
      firmId: OPERATOR,
      actor: null,
      action: 'staff.bootstrapped',
      subject: user.id,
    });
  });
}
