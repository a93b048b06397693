import type { Services } from '../services.ts';
import type { Actor } from './actor.ts';
import { sessionExpiry } from './start-session.ts';
import { hashToken } from './token.ts';

/** Writing at every request would cost more than the precision is worth. */
const SEEN_EVERY_MS = 5 * 60_000;

/**
 * The person behind a session token with their rights at this moment, or null when the session has ended.
 * Never cached: a role taken away or a session ended counts from the next request on. Use keeps the session alive.
 */
export async function findActor(services: Services, token: string): Promise<Actor | null> {
  const now = services.clock.now();
  const tokenHash = hashToken(token);
  return await services.store.system(async (query) => {
    const rows = await query
      .selectFrom('sessions')
      .innerJoin('users', 'users.id', 'sessions.user_id')
      .leftJoin('memberships', 'memberships.user_id', 'users.id')
      .select(['users.id', 'users.name', 'users.email', 'users.staff'])
      .select(['sessions.created_at', 'sessions.last_seen_at', 'memberships.firm_id', 'memberships.role'])
      .where('sessions.token_hash', '=', tokenHash)
      .where('sessions.expires_at', '>', now)
      .execute();
    const [first] = rows;
    if (!first) return null;
    if (now.getTime() - first.last_seen_at.getTime() >= SEEN_EVERY_MS)
      await query
        .updateTable('sessions')
        .set({ last_seen_at: now, expires_at: sessionExpiry(first.created_at, now) })
        .where('token_hash', '=', tokenHash)
        .where('last_seen_at', '=', first.last_seen_at)
        .execute();
    return {
      userId: first.id,
      name: first.name,
      email: first.email,
      staff: first.staff,
      roles: new Map(rows.flatMap((row) => (row.firm_id && row.role ? [[row.firm_id, row.role]] : []))),
    };
  });
}
