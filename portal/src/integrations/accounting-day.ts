import { Temporal } from 'temporal-polyfill';
import type { Query } from '../store/store.ts';

/**
 * Today's date in the organisation's zone (the firm's, before one is connected), and the instant up to which the
 * figures are Xero's: the end of the last run that read everything, null before the first.
 */
export async function accountingDay(
  query: Query,
  firmId: string,
  now: Date,
): Promise<{ today: string; asOf: Date | null }> {
  const row = await query
    .selectFrom('firms')
    .leftJoin('integrations', 'integrations.firm_id', 'firms.id')
    .select(['firms.time_zone', 'integrations.organisation', 'integrations.last_successful_sync_at'])
    .where('firms.id', '=', firmId)
    .executeTakeFirstOrThrow();
  const zone = row.organisation?.timeZone ?? row.time_zone;
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(zone).toPlainDate();
  return { today: today.toString(), asOf: row.last_successful_sync_at };
}
