import type { Row } from '../rows.ts';
import type { JournalEntry } from './ledger.ts';
import { reversed } from './postings.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a seeded row has posted, and whether that was taken back at its last change. */
export type Posted = Pick<JournalEntry, 'date' | 'createdAt' | 'sourceType' | 'reference' | 'lines'> & {
  readonly takenBack: boolean;
};

/** The journal of a row, and its reverse when it was taken back; none when no line counts. Ids follow from the row's. */
export function journals(row: Row, { takenBack, ...posted }: Posted): JournalEntry[] {
  const lines = posted.lines.filter(({ net, tax }) => net !== 0 || tax !== 0);
  if (lines.length === 0) return [];
  const entry = { ...posted, id: idFrom(row.id, '8'), sourceId: row.id, lines };
  if (!takenBack) return [entry];
  return [entry, { ...entry, id: idFrom(row.id, '5'), createdAt: row.updatedAt, lines: reversed(lines) }];
}

/** An instant within the first hour of a date, so that what settles a document comes later; never after its last change. */
export function earlyOn(date: string, updatedAt: number): number {
  return Math.min(updatedAt, startOf(date) + (updatedAt % HOUR));
}

/** An instant after the first hour of a date, but never after the last change. */
export function laterOn(date: string, updatedAt: number): number {
  return Math.min(updatedAt, startOf(date) + HOUR + (updatedAt % (DAY - HOUR)));
}

const STARTS = new Map<string, number>();

/** Few dates come up again and again, and parsing one is slow. */
function startOf(date: string): number {
  let start = STARTS.get(date);
  if (start === undefined) {
    start = Date.parse(`${date}T00:00:00Z`);
    STARTS.set(date, start);
  }
  return start;
}

/** The row's id with another version digit: an id of its own that is always the same. */
function idFrom(id: string, version: '5' | '8'): string {
  return `${id.slice(0, 14)}${version}${id.slice(15)}`;
}
