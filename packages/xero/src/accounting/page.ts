import { XeroError } from '../error.ts';
import { readInstant } from '../wire/dates.ts';
import { correlationId } from '../wire/failure.ts';
import type { HttpAnswer } from '../wire/http.ts';
import { asObject, isObject, parseExactJson, rowTexts } from '../wire/json.ts';
import { MalformedRow, type Row, row, storable } from '../wire/row.ts';

/**
 * A record that cannot be read. It stops nothing: it is kept for a person to look at and to be read again.
 * All its texts can be stored, whatever Xero sent.
 */
export type SetAside = {
  /** In lower case, as the ids of readable records are. */
  id: string | null;
  /** In plain words, such as "UpdatedDateUTC is not a time." */
  reason: string;
  /** The record's JSON text as Xero sent it, white space aside. */
  raw: string;
};

export type RecordPage<T> = {
  records: T[];
  setAside: SetAside[];
  /** Safe to store once these records are stored; null when the stored one must stay as it is. */
  watermark: Date | null;
};

/** One row of an answer, readable or not. `key` tells it from the other rows. */
export type ReadRow<T> = {
  key: string;
  updatedAt: Date | null;
  content: { record: T } | { setAside: SetAside };
};

/** A page as it was fetched. `hasMore` says whether Xero holds rows behind it; `answeredAt` is Xero's own time, if it told it. */
export type FetchedPage<T> = { rows: ReadRow<T>[]; hasMore: boolean; answeredAt: Date | null };

/** How one collection of Xero's is read: its envelope key, its id, and a reader that throws MalformedRow. */
export type Collection<T> = {
  name: string;
  idKey: string;
  read(row: Row): T;
  /** Whether a row is none of ours, such as a supplier's, where no filter keeps it away: it is left out. */
  isForeign?(row: Row): boolean;
};

/** Reads an answer of a paged collection. Throws XeroError `unavailable` for a cut body, `unexpected` for nonsense. */
export function readPage<T>(
  answer: HttpAnswer,
  collection: Collection<T>,
  asked: { page: number; pageSize: number },
): FetchedPage<T> {
  if (answer.status === 304) return { rows: [], hasMore: false, answeredAt: null };
  const envelope = readEnvelope(answer);
  const list = envelope[collection.name];
  if (!Array.isArray(list)) throw unexpected(answer, `Xero's answer holds no ${collection.name}.`);
  let texts: string[] | null = null;
  const answeredAt = readTime(envelope.DateTimeUTC);
  const latest = answeredAt ? answeredAt.getTime() + DAY_MS : Number.POSITIVE_INFINITY;
  const rows = list.flatMap((value, index) => {
    if (collection.isForeign?.(asObject(value))) return [];
    const raw = () => {
      texts ??= rowTexts(answer.body.toString('utf8'), collection.name);
      return texts[index] ?? '';
    };
    return [readRow(value, collection, latest, raw)];
  });
  return { rows, hasMore: hasMore(envelope.pagination, list.length, asked), answeredAt };
}

/** Reads the one record of an answer. Throws XeroError `unexpected` when it is missing or malformed. */
export function readSingle<T>(answer: HttpAnswer, collection: Collection<T>): T {
  const { rows } = readPage(answer, collection, { page: 1, pageSize: 1 });
  const content = rows[0]?.content;
  if (!content) throw unexpected(answer, `Xero's answer holds no ${collection.name}.`);
  if ('record' in content) return content.record;
  throw unexpected(answer, `Xero's record cannot be read: ${content.setAside.reason}`);
}

function readEnvelope(answer: HttpAnswer): Record<string, unknown> {
  let envelope: unknown;
  try {
    envelope = parseExactJson(answer.body);
  } catch (cause) {
    // Text that is not JSON is a body cut short or a page of some machine in between: both pass.
    const details = { status: answer.status, correlationId: correlationId(answer), cause };
    throw new XeroError('unavailable', 'The data that Xero sent is incomplete.', details);
  }
  if (!isObject(envelope)) throw unexpected(answer, 'Xero answered with something that is not its data.');
  return envelope;
}

/** No record can have changed later than Xero's own time when it answered, and a day. */
const DAY_MS = 24 * 3_600_000;

function readTime(sent: unknown): Date | null {
  return typeof sent === 'string' ? readInstant(sent) : null;
}

function readRow<T>(
  value: unknown,
  collection: Collection<T>,
  latest: number,
  raw: () => string,
): ReadRow<T> {
  const parts = asObject(value);
  const told = readTime(parts.UpdatedDateUTC);
  const isAhead = told !== null && told.getTime() > latest;
  // Also of a malformed row: its place in time is what the next page is asked for by.
  const updatedAt = isAhead ? null : told;
  const sent = parts[collection.idKey];
  const id = (typeof sent === 'string' && storable(sent).toLowerCase()) || null;
  try {
    // Taken at its word, it would hide every later change of this record and of all others.
    if (isAhead) throw new MalformedRow('UpdatedDateUTC lies in the future.');
    const record = collection.read(row(value, `A row of ${collection.name}`));
    return { key: String(id), updatedAt, content: { record } };
  } catch (error) {
    if (!(error instanceof MalformedRow)) throw error;
    const setAside = { id, reason: storable(error.message), raw: storable(raw()) };
    return { key: setAside.id ?? setAside.raw, updatedAt, content: { setAside } };
  }
}

/** What Xero sends when it takes no notice of the page size, by its paging documentation. */
const DEFAULT_PAGE = 100;

/**
 * By Xero's own count where it sends one, which saves the call that would find nothing behind a full last page.
 * Without one, exactly the default number of rows may be a page that took no notice of the size: more is asked for.
 */
function hasMore(pagination: unknown, length: number, asked: { page: number; pageSize: number }): boolean {
  if (length === 0) return false;
  const itemCount = count(pagination, 'itemCount');
  const pageSize = count(pagination, 'pageSize') ?? asked.pageSize;
  return itemCount === null || itemCount < length
    ? length >= asked.pageSize || length === DEFAULT_PAGE
    : itemCount > (asked.page - 1) * pageSize + length;
}

function count(pagination: unknown, key: string): number | null {
  const value = asObject(pagination)[key];
  return typeof value === 'string' && /^\d{1,9}$/.test(value) ? Number(value) : null;
}

function unexpected(answer: HttpAnswer, message: string): XeroError {
  return new XeroError('unexpected', message, {
    status: answer.status,
    correlationId: correlationId(answer),
  });
}

/** What of these rows could be read, and what could not. */
export function toRecordPage<T>(rows: ReadRow<T>[], watermark: Date | null): RecordPage<T> {
  const page: RecordPage<T> = { records: [], setAside: [], watermark };
  for (const { content } of rows) {
    if ('record' in content) page.records.push(content.record);
    else page.setAside.push(content.setAside);
  }
  return page;
}
