import type { Clock } from '../clock.ts';
import type { Query } from '../store/store.ts';
import { createToken } from './token.ts';

const DAY_MS = 86_400_000;
const LONGEST_IDLE_MS = 14 * DAY_MS;
const LONGEST_MS = 90 * DAY_MS;

/** Starts a session. @returns its token and `endsAt`, the instant past which even daily use does not keep it */
export async function startSession(
  query: Query,
  clock: Clock,
  userId: string,
): Promise<{ token: string; endsAt: Date }> {
  const now = clock.now();
  const { token, hash } = createToken();
  await query
    .insertInto('sessions')
    .values({
      token_hash: hash,
      user_id: userId,
      created_at: now,
      last_seen_at: now,
      expires_at: sessionExpiry(now, now),
    })
    .execute();
  return { token, endsAt: new Date(now.getTime() + LONGEST_MS) };
}

/** A session ends 14 days after it was last used, and 90 days after its start at the latest. */
export function sessionExpiry(createdAt: Date, lastSeenAt: Date): Date {
  return new Date(Math.min(lastSeenAt.getTime() + LONGEST_IDLE_MS, createdAt.getTime() + LONGEST_MS));
}
