import type { Services } from '../services.ts';

const DAY_MS = 86_400_000;

/** Removes what has ended by itself: sessions, reset links, and attempts to sign in that no longer count. */
export async function removeExpired(services: Services): Promise<void> {
  const now = services.clock.now();
  await services.store.system(async (query) => {
    await query.deleteFrom('sessions').where('expires_at', '<=', now).execute();
    await query.deleteFrom('password_resets').where('expires_at', '<=', now).execute();
    const yesterday = new Date(now.getTime() - DAY_MS);
    await query
      .deleteFrom('sign_in_attempts')
      .where('first_failed_at', '<', yesterday)
      .where((row) => row.or([row('blocked_until', 'is', null), row('blocked_until', '<', yesterday)]))
      .execute();
  });
}
