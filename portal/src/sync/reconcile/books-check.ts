import { randomUUID } from 'node:crypto';
import type { Query } from '../../store/store.ts';
import type { DriftRecord } from '../../store/tables.ts';
import type { HeldRun } from '../lease.ts';

/** What comparing the mirror with the books came to. */
export type BooksCheck = {
  outcome: 'match' | 'differs' | 'not_compared';
  currency: string;
  inBooks: string | null;
  inMirror: string | null;
  reason: string | null;
  swept: boolean;
  drift: readonly DriftRecord[];
};

/** So many records are named; their number is always whole. */
const MOST_NAMED = 100;

/** Keeps a check; a difference keeps the time since when there was one. */
export async function storeBooksCheck(
  query: Query,
  now: Date,
  run: HeldRun,
  check: BooksCheck,
): Promise<void> {
  const before = await lastBooksCheck(query, run);
  const since = before?.outcome === 'differs' ? before.differs_since : null;
  await query
    .insertInto('books_checks')
    .values({
      firm_id: run.firmId,
      id: randomUUID(),
      integration_id: run.integrationId,
      sync_run_id: run.id,
      at: now,
      outcome: check.outcome,
      currency: check.currency,
      in_books: check.inBooks,
      in_mirror: check.inMirror,
      reason: check.reason,
      differs_since: check.outcome === 'differs' ? (since ?? now) : null,
      swept: check.swept,
      repaired: check.drift.length,
      records: JSON.stringify(check.drift.slice(0, MOST_NAMED)),
    })
    .execute();
}

/** The newest check that compared something; null when there was none. */
export async function lastBooksCheck(query: Query, key: { firmId: string; integrationId: string }) {
  const row = await query
    .selectFrom('books_checks')
    .selectAll()
    .where('firm_id', '=', key.firmId)
    .where('integration_id', '=', key.integrationId)
    .where('outcome', '<>', 'not_compared')
    .orderBy('at', 'desc')
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}
