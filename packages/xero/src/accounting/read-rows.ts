import { floorToSecond } from '../wire/dates.ts';
import type { FetchedPage, ReadRow } from './page.ts';

/** Fetches a page, counted from 1, of the rows changed since then, the oldest change first; as large as can be by default. */
export type FetchPage<T> = (since: Date | null, page: number, pageSize?: number) => Promise<FetchedPage<T>>;

/** How far rows of one moment were read: the time to seek on from, null at the end of the list, and the watermark that is safe. */
export type ReadTo = { next: Date | null; watermark: Date | null };

/** The rows that were yielded already, by `entryOf`, with their times. */
export type Seen = Map<string, number | null>;

/**
 * The `since` to ask with so that no change at or after the time is missed. Xero compares to the second and does
 * not document whether an equal time is included: the start of the second, less one second, holds either way.
 */
export function startOf(time: Date | null): Date | null {
  return time && new Date(floorToSecond(time).getTime() - 1000);
}

/** One version of one row. */
export function entryOf<T>(row: ReadRow<T>): string {
  return `${row.key} ${row.updatedAt?.getTime()}`;
}

/** The rows that are not in `seen`, which then holds them too. */
export function takeFresh<T>(rows: ReadRow<T>[], seen: Seen): ReadRow<T>[] {
  return rows.filter((row) => {
    const entry = entryOf(row);
    if (seen.has(entry)) return false;
    seen.set(entry, row.updatedAt?.getTime() ?? null);
    return true;
  });
}

/** Whether no row's second is before an earlier row's. Xero may sort more finely than it shows, never less. */
export function isAscending<T>(rows: ReadRow<T>[], first: Date | null): boolean {
  let latest = first;
  for (const { updatedAt } of rows) {
    if (updatedAt === null) continue;
    if (latest !== null && updatedAt < floorToSecond(latest)) return false;
    if (isLater(updatedAt, latest)) latest = updatedAt;
  }
  return true;
}

/** The time of the first row that has one. */
export function firstTime<T>(rows: ReadRow<T>[]): Date | null {
  return rows.find((row) => row.updatedAt !== null)?.updatedAt ?? null;
}

/** The time of the last row that has one. */
export function lastTime<T>(rows: ReadRow<T>[]): Date | null {
  return rows.findLast((row) => row.updatedAt !== null)?.updatedAt ?? null;
}

/** Whether the time is later than the other; any time is later than none. */
export function isLater(time: Date | null, than: Date | null): time is Date {
  return time !== null && (than === null || time > than);
}
