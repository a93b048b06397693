import { type RecordPage, toRecordPage } from './page.ts';
import { type ByPageNumber, readByPageNumber } from './read-by-page-number.ts';
import { readJoined } from './read-joined.ts';
import {
  type FetchPage,
  firstTime,
  isAscending,
  isLater,
  lastTime,
  type Seen,
  startOf,
  takeFresh,
} from './read-rows.ts';

/**
 * Reads every row changed since then, the oldest change first, one page in memory at a time.
 *
 * Xero sorts by the time of change, so a row that somebody touches meanwhile moves to the end and every later
 * row moves up one: page numbers would lose a row. So each page is asked for as the first page since the last
 * row's time. Where one second holds more rows than a page, page numbers are used inside it: with pages that overlap
 * and join, or, where they do not, again and again until two passes agree.
 *
 * What it promises: each row is yielded in its newest version, or its change is later than the last watermark. A
 * page's watermark may be stored once its rows are; it never goes back. A row may be yielded twice when it changed
 * meanwhile, so storing must be an upsert that keeps the newer one. A server that ignores `since`, or is seen
 * to ignore the order, is read by page number to its end; one that repeats a page for ever ends in `unexpected`.
 */
export async function* readChanges<T>(options: {
  since: Date | null;
  fetchPage: FetchPage<T>;
}): AsyncGenerator<RecordPage<T>> {
  const { fetchPage } = options;
  const start = startOf(options.since);
  let watermark = options.since;
  let from = start;
  let seen: Seen = new Map();

  for (;;) {
    const page = await fetchPage(from, 1);
    const first = firstTime(page.rows);
    const last = lastTime(page.rows);
    const next = startOf(last);
    const isOrdered = isAscending(page.rows, first);

    if (isOrdered && !page.hasMore) {
      yield* unlessEmpty(toRecordPage(takeFresh(page.rows, seen), advance(last)));
      return;
    }
    if (isOrdered && isLater(next, first) && isLater(next, from)) {
      yield toRecordPage(takeFresh(page.rows, seen), advance(last));
      from = next;
    } else {
      const keepsSince = !isLater(from, first);
      const plateau = { fetchPage, seen, from, firstPage: page, leaveAfter: first };
      let done = isOrdered && keepsSince ? yield* readPlateau(plateau) : null;
      done ??= yield* readByPageNumber({ fetchPage, seen, from: start });
      if (done === null) return;
      yield* unlessEmpty(toRecordPage([], advance(done.watermark)));
      if (done.next === null) return;
      from = done.next;
    }
    seen = keepSince(seen, from);
  }

  async function* readPlateau(plateau: Required<ByPageNumber<T>>) {
    return (yield* readJoined(plateau)) ?? (yield* readByPageNumber(plateau));
  }

  function advance(to: Date | null): Date | null {
    if (!isLater(to, watermark)) return null;
    watermark = to;
    return to;
  }
}

function keepSince(seen: Seen, from: Date | null): Seen {
  const start = from?.getTime() ?? 0;
  return new Map([...seen].filter(([, time]) => time === null || time >= start));
}

function* unlessEmpty<T>(page: RecordPage<T>): Generator<RecordPage<T>> {
  if (page.records.length > 0 || page.setAside.length > 0 || page.watermark !== null) yield page;
}
