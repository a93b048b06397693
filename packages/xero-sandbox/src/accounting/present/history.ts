import type { HistoryRow } from '../../books/rows.ts';
import { instantStringWithoutZone, wireInstant } from '../wire.ts';

/** One line of a record's history as Xero writes it. */
export function presentHistory(row: HistoryRow): object {
  return {
    Changes: row.changes,
    DateUTCString: instantStringWithoutZone(row.updatedAt),
    DateUTC: wireInstant(row.updatedAt),
    User: row.user,
    Details: row.details,
  };
}
