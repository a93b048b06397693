import { BATCH, inPages, isAmong } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import type { Confidence, Decision, MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';
import type { Step } from './step.ts';

/** What is suggested and decided for a customer or invoice here. */
type StoredMatch = {
  ownId: string;
  confidence: Confidence;
  suggested: string | null;
  decision: Decision;
  chosen: string | null;
};

/** All matches of a kind, page by page in order of our ids. */
export function matchPages(step: Step, key: ConversionKey, kind: MatchKind): AsyncGenerator<StoredMatch[]> {
  return inPages(
    (after) => step((query) => readMatches(query, key, kind, after)),
    ({ ownId }) => ownId,
  );
}

/** Forgets these matches, one at least. */
export async function deleteMatches(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  kind: MatchKind,
  ownIds: readonly string[],
): Promise<void> {
  await query
    .deleteFrom('conversion_matches')
    .where('firm_id', '=', firmId)
    .where('conversion_id', '=', conversionId)
    .where('kind', '=', kind)
    .where(isAmong('own_id', ownIds, 'uuid'))
    .execute();
}

async function readMatches(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  kind: MatchKind,
  after: string | null,
): Promise<StoredMatch[]> {
  return await query
    .selectFrom('conversion_matches')
    .select([
      'own_id as ownId',
      'confidence',
      'suggested_xero_id as suggested',
      'decision',
      'chosen_xero_id as chosen',
    ])
    .where('firm_id', '=', firmId)
    .where('conversion_id', '=', conversionId)
    .where('kind', '=', kind)
    .$if(after !== null, (rest) => rest.where('own_id', '>', after ?? ''))
    .orderBy('own_id')
    .limit(BATCH)
    .execute();
}
