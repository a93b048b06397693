import { sql } from 'kysely';
import type { z } from 'zod';
import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import { containing } from '../receivables/search.ts';
import type { Services } from '../services.ts';
import { CANDIDATE, presentCandidate, type StoredCandidate } from './present.ts';
import type { Candidate, candidateQuery } from './schemas.ts';

const MOST = 25;

/**
 * Records of the new organisation whose number, name or email contains the words, the first 25 by name: what a person
 * may choose as a counterpart. @throws PortalError `not_found`.
 */
export async function listCandidates(
  services: Services,
  actor: Actor,
  conversionId: string,
  wanted: z.infer<typeof candidateQuery>,
): Promise<{ items: Candidate[]; nextCursor: null }> {
  const firmId = await locate(services, actor, 'conversions', conversionId);
  const pattern = containing(wanted.q);
  const { rows } = await services.store.firm(firmId, (query) =>
    sql<{ candidate: StoredCandidate }>`
      select ${CANDIDATE} as candidate from conversion_records record
      where firm_id = ${firmId} and conversion_id = ${conversionId} and kind = ${wanted.kind}
        and (number ilike ${pattern} or other_number ilike ${pattern} or name ilike ${pattern} or email ilike ${pattern})
      order by out_of_use, lower(name), number, xero_id limit ${MOST}`.execute(query),
  );
  return { items: rows.map((row) => presentCandidate(row.candidate)), nextCursor: null };
}
