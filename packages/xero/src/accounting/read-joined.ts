import { type FetchedPage, type RecordPage, toRecordPage } from './page.ts';
import type { ByPageNumber } from './read-by-page-number.ts';
import { entryOf, isAscending, isLater, lastTime, type ReadTo, startOf, takeFresh } from './read-rows.ts';

/** So many rows at the end of a page have to stand at the beginning of the next one, where a page is this large. */
const JOINED_ROWS = 20;
/** Xero gives no change an older time than this: nothing comes in among rows from before. */
const LATEST_CHANGE_MS = 5 * 60_000;

/**
 * Reads the rows of one moment, where they fill more than a page, by pages that overlap: each is asked for in a size by
 * which it begins among the last rows of the page before. If it begins with these, no row in front of them has left, and
 * since all of them are long past, none has come in: nothing was lost, and no page has to be read twice.
 *
 * Yields what `seen` does not hold, with the watermark held back. Returns how far it read, or null as soon as that is not
 * certain: pages that do not join, rows out of order, a moment that is not past by Xero's own time.
 */
export async function* readJoined<T>(
  input: Required<ByPageNumber<T>>,
): AsyncGenerator<RecordPage<T>, ReadTo | null> {
  const { fetchPage, seen, from, firstPage, leaveAfter } = input;
  let page = firstPage;
  let end = page.rows.length;
  for (let number = 2; ; number += 1) {
    const last = lastTime(page.rows);
    if (!isPast(last, firstPage.answeredAt)) return null;
    const pageSize = Math.floor((end - Math.min(JOINED_ROWS, Math.ceil(end / 10))) / (number - 1));
    if (number * pageSize <= end) return null;
    const next = await fetchPage(from, number, pageSize);
    const start = (number - 1) * pageSize;
    if (!begins(next.rows, page.rows.slice(start - end)) || !isAscending(next.rows, last)) return null;
    if (number === 2) yield toRecordPage(takeFresh(page.rows, seen), null);
    yield toRecordPage(takeFresh(next.rows, seen), null);
    const latest = lastTime(next.rows);
    if (!next.hasMore) return { next: null, watermark: latest };
    const leftAt = startOf(latest);
    if (isLater(leftAt, leaveAfter)) return { next: leftAt, watermark: leftAt };
    page = next;
    end = start + next.rows.length;
  }
}

function isPast(time: Date | null, answeredAt: Date | null): boolean {
  return time !== null && answeredAt !== null && answeredAt.getTime() - time.getTime() > LATEST_CHANGE_MS;
}

function begins<T>(rows: FetchedPage<T>['rows'], joint: FetchedPage<T>['rows']): boolean {
  return joint.every((row, index) => {
    const met = rows[index];
    return met !== undefined && entryOf(met) === entryOf(row);
  });
}
