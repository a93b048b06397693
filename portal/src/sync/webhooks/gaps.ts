import { sql } from 'kysely';
import type { Services } from '../../services.ts';
import type { Query } from '../../store/store.ts';
import { doubtEveryone } from './health.ts';
import { type Arrived, addRange, giveUpGaps } from './sequence.ts';

/** Deliveries may overtake each other for so long before a missing number counts as lost. */
const DISORDER_MS = 10 * 60_000;

/** Holds the subscription's numbers until the transaction ends: deliveries are stored one after the other. */
export async function lockSequence(query: Query): Promise<Arrived> {
  const row = await query
    .selectFrom('webhook_sequence')
    .select(['contiguous', 'ahead', 'gap_seen_at'])
    .forUpdate()
    .executeTakeFirstOrThrow();
  return {
    contiguous: row.contiguous === null ? null : Number(row.contiguous),
    ahead: row.ahead,
    gapSeenAt: row.gap_seen_at,
  };
}

/** Notes the numbers of a delivery; `isNew` when it brought an event that was not known. */
export async function noteArrived(
  query: Query,
  before: Arrived,
  range: { first: number; last: number },
  isNew: boolean,
  now: Date,
): Promise<void> {
  const { arrived, restarted } = addRange(before, range, isNew, now);
  if (arrived !== before) await storeSequence(query, arrived);
  if (restarted) await doubtEveryone(query, now);
}

/**
 * Gives up numbers that have been missing for ten minutes: whose events they were is not known, so every integration
 * reads all changes at its next turn.
 */
export async function closeGaps(services: Services): Promise<void> {
  const now = services.clock.now();
  const noticed = await services.store.system(async (query) => {
    const late = await query
      .selectFrom('webhook_sequence')
      .select('only_row')
      .where('gap_seen_at', '<=', new Date(now.getTime() - DISORDER_MS))
      .executeTakeFirst();
    if (!late) return null;
    const before = await lockSequence(query);
    // Between the two looks the missing delivery may have come.
    if (!before.gapSeenAt || before.gapSeenAt.getTime() > now.getTime() - DISORDER_MS) return null;
    await storeSequence(query, giveUpGaps(before));
    await doubtEveryone(query, before.gapSeenAt);
    return before;
  });
  if (noticed)
    services.log.warn(
      { upTo: noticed.contiguous, ahead: noticed.ahead },
      'webhooks were lost: every organisation is read for changes at its next turn',
    );
}

async function storeSequence(query: Query, { contiguous, ahead, gapSeenAt }: Arrived): Promise<void> {
  await query
    .updateTable('webhook_sequence')
    .set({ contiguous, ahead: JSON.stringify(ahead), gap_seen_at: gapSeenAt })
    .where('only_row', '=', sql.lit(true))
    .execute();
}
