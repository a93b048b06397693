import { XeroError } from '../error.ts';
import { type FetchedPage, type RecordPage, toRecordPage } from './page.ts';
import {
  entryOf,
  type FetchPage,
  isAscending,
  isLater,
  lastTime,
  type ReadTo,
  type Seen,
  startOf,
  takeFresh,
} from './read-rows.ts';

/** `end` is the time up to which the pass read; null when it read to the end of the list. */
type Pass = { entries: Seen; end: Date | null; latest: Date | null };

/** Rows to be read by page number, and what of them is there already. */
export type ByPageNumber<T> = {
  fetchPage: FetchPage<T>;
  seen: Seen;
  from: Date | null;
  /** Page 1 of the first pass, when it was fetched already. */
  firstPage?: FetchedPage<T>;
  /**
   * A pass may end once asking from its last row would leave this time behind. Such a read relies on the order of
   * time, and stops where that is broken; without it, a pass reads to the end in whatever order.
   */
  leaveAfter?: Date | null;
};

const MOST_PASSES = 50;
/** Rows added ahead of the reader can make a page repeat, but hardly ten in a row. */
const MOST_REPEATS = 10;

/**
 * Reads by page number, again and again until two passes agree on every row's version.
 * A row is lost only when one before it moves away during the pass. That row was seen with its old time; the next
 * pass cannot see it so, and the two differ. Two equal passes therefore lost nothing.
 *
 * Yields what `seen` does not hold, with the watermark held back. Returns how far it read, or null when it stopped because
 * the order is broken.
 * Throws XeroError `unexpected` when there is no progress.
 */
export async function* readByPageNumber<T>(
  input: ByPageNumber<T>,
): AsyncGenerator<RecordPage<T>, ReadTo | null> {
  let previous: Pass | null = null;
  for (let count = 1; count <= MOST_PASSES; count += 1) {
    const pass: Pass | null = yield* readOnce(input, count === 1 ? input.firstPage : undefined);
    if (pass === null) return null;
    // A row added since a pass that met the list's end is in that pass's past: only alike passes compare.
    if (previous !== null && (previous.end === null) === (pass.end === null)) {
      const end = earlier(previous.end, pass.end);
      if (agree(previous.entries, pass.entries, end)) return { next: end, watermark: end ?? pass.latest };
    }
    previous = pass;
  }
  const message =
    'The rows of one moment changed all the while they were read. What was read is kept; read again later.';
  throw new XeroError('unexpected', message, { canPass: true });
}

async function* readOnce<T>(
  input: ByPageNumber<T>,
  firstPage: FetchedPage<T> | undefined,
): AsyncGenerator<RecordPage<T>, Pass | null> {
  const { fetchPage, from, leaveAfter = null } = input;
  const pass: Pass = { entries: new Map(), end: null, latest: null };
  let repeats = 0;
  for (let number = 1; ; number += 1) {
    const page = number === 1 && firstPage ? firstPage : await fetchPage(from, number);
    if (leaveAfter && !isAscending(page.rows, pass.latest)) return null;
    const known = pass.entries.size;
    for (const row of page.rows) pass.entries.set(entryOf(row), row.updatedAt?.getTime() ?? null);
    const fresh = takeFresh(page.rows, input.seen);
    if (fresh.length > 0) yield toRecordPage(fresh, null);

    for (const { updatedAt } of page.rows) if (isLater(updatedAt, pass.latest)) pass.latest = updatedAt;
    if (!page.hasMore) return pass;
    const next = startOf(lastTime(page.rows));
    if (leaveAfter && isLater(next, leaveAfter)) return { ...pass, end: next };
    repeats = pass.entries.size === known ? repeats + 1 : 0;
    if (repeats === MOST_REPEATS) throw noProgress();
  }
}

function agree(one: Seen, other: Seen, end: Date | null): boolean {
  const until = end?.getTime() ?? Number.POSITIVE_INFINITY;
  const within = (entries: Seen) => [...entries].filter(([, time]) => time === null || time <= until);
  const rows = within(one);
  return rows.length === within(other).length && rows.every(([entry]) => other.has(entry));
}

function earlier(one: Date | null, other: Date | null): Date | null {
  return isLater(one, other) ? other : one;
}

function noProgress(): XeroError {
  const message =
    'Xero sent the same page again in place of the next one, so the list cannot be read to its end.';
  return new XeroError('unexpected', message);
}
