import { BATCH } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import type { Confidence, Decision, MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';

/** What is suggested and decided for a customer or invoice here. */
type StoredMatch = {
  ownId: string;
  confidence: Confidence;
  suggested: string | null;
  decision: Decision;
  chosen: string | null;
};

/** The matches after an id of ours, `BATCH` of them. */
export async function readMatches(
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
