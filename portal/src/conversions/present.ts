import { sql } from 'kysely';
import { amountIn } from '../receivables/amount.ts';
import type { Candidate, Match } from './schemas.ts';

/** The columns of a record of the new organisation, of the table `record`, as JSON of the shape that `presentCandidate` takes. */
export const CANDIDATE = sql<StoredCandidate | null>`case when record.xero_id is not null then jsonb_build_object(
  'xeroId', record.xero_id, 'number', coalesce(record.number, record.other_number), 'name', record.name,
  'email', record.email, 'currency', record.currency, 'total', record.total::text,
  'amountDue', record.amount_due::text, 'issuedOn', record.issued_on, 'outOfUse', record.out_of_use,
  'taken', exists (
    select from conversion_matches taken where taken.firm_id = record.firm_id
      and taken.conversion_id = record.conversion_id and taken.kind = record.kind
      and taken.chosen_xero_id = record.xero_id and taken.decision = 'confirmed'
  )
) end`;

/** The same with amounts in the decimals of the store. */
export type StoredCandidate = Candidate;

/** A record of the new organisation as the API shows it. */
export function presentCandidate(stored: StoredCandidate): Candidate {
  return { ...stored, ...amounts(stored) };
}

/** Amounts with the decimals that their currency has; a customer has none. */
export function amounts({ currency, total, amountDue }: Pick<Match, 'currency' | 'total' | 'amountDue'>) {
  const written = (amount: string | null) => (currency && amount ? amountIn(currency, amount) : null);
  return { total: written(total), amountDue: written(amountDue) };
}
