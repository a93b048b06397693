import type { Services } from '../../services.ts';

const KEPT_MONTHS = 13;
const APP_CALLS_LAST_MS = 120_000;

/** Removes meters older than 13 months, and what was counted of the app's calls before the last two minutes. */
export async function pruneUsage(services: Services): Promise<void> {
  const now = services.clock.now();
  const oldest = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - KEPT_MONTHS, now.getUTCDate()));
  await services.store.system(async (query) => {
    await query.deleteFrom('xero_usage').where('day', '<', oldest.toISOString().slice(0, 10)).execute();
    await query
      .deleteFrom('xero_app_calls')
      .where('bucket', '<', new Date(now.getTime() - APP_CALLS_LAST_MS))
      .execute();
  });
}
