import type { Clock } from '../clock.ts';
import type { Query } from '../store/store.ts';
import type { Role } from './schemas.ts';

/** Makes a user a member of a firm; one who is a member already stays what they are. */
export async function addMembership(
  query: Query,
  clock: Clock,
  membership: { firmId: string; userId: string; role: Role },
): Promise<void> {
  const { firmId, userId, role } = membership;
  await query
    .insertInto('memberships')
    .values({ firm_id: firmId, user_id: userId, role, created_at: clock.now() })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}
