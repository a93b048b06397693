import type { Clock } from '../clock.ts';
import type { Query } from '../store/store.ts';

const WINDOW_MS = 15 * 60_000;
const FIRST_BLOCK_MS = 60_000;
const LONGEST_BLOCK_MS = 15 * 60_000;

/**
 * Counts one attempt against `subject` before its outcome is known, so that many attempts at once gain nothing; what
 * succeeds takes it back. From the `limit`th in 15 minutes on, each blocks the subject for twice as long, from one
 * minute to 15. @returns the seconds to wait, 0 when the attempt may go on
 */
export async function countAttempt(
  query: Query,
  clock: Clock,
  subject: string,
  limit: number,
): Promise<number> {
  const now = clock.now();
  // Changes nothing in a row that exists, but locks it: attempts at once are counted one after the other.
  const row = await query
    .insertInto('sign_in_attempts')
    .values({ subject, failures: 0, first_failed_at: now })
    .onConflict((conflict) =>
      conflict.column('subject').doUpdateSet((row) => ({ failures: row.ref('sign_in_attempts.failures') })),
    )
    .returning(['failures', 'first_failed_at', 'blocked_until'])
    .executeTakeFirstOrThrow();
  if (row.blocked_until && row.blocked_until > now)
    return Math.ceil((row.blocked_until.getTime() - now.getTime()) / 1000);
  const since = row.blocked_until ?? row.first_failed_at;
  const isOver = now.getTime() - since.getTime() > WINDOW_MS;
  const failures = isOver ? 1 : row.failures + 1;
  const block = Math.min(FIRST_BLOCK_MS * 2 ** (failures - limit), LONGEST_BLOCK_MS);
  await query
    .updateTable('sign_in_attempts')
    .set({
      failures,
      first_failed_at: isOver ? now : row.first_failed_at,
      blocked_until: failures >= limit ? new Date(now.getTime() + block) : null,
    })
    .where('subject', '=', subject)
    .execute();
  return 0;
}

/** Takes back one counted attempt that turned out well. */
export async function forgiveAttempt(query: Query, subject: string): Promise<void> {
  await query
    .updateTable('sign_in_attempts')
    .set((row) => ({ failures: row('failures', '-', 1), blocked_until: null }))
    .where('subject', '=', subject)
    .where('failures', '>', 0)
    .execute();
}

/** Forgets all attempts against `subject`. */
export async function clearAttempts(query: Query, subject: string): Promise<void> {
  await query.deleteFrom('sign_in_attempts').where('subject', '=', subject).execute();
}
