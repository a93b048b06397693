import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { Actor } from '../people/actor.ts';
import { locate } from '../people/locate.ts';
import { containing } from '../receivables/search.ts';
import type { Services } from '../services.ts';
import { readCursor, writeCursor } from '../store/cursor.ts';
import { amounts, CANDIDATE, presentCandidate, type StoredCandidate } from './present.ts';
import type { Match, MatchKind, matchQuery } from './schemas.ts';

type Wanted = z.infer<typeof matchQuery>;
type Row = Omit<Match, 'kind' | 'counterpart'> & { counterpart: StoredCandidate | null; sort: string };

/** What a customer or invoice here is shown by, in one form. */
const OWN: Record<MatchKind, RawBuilder<unknown>> = {
  customer: sql`select id, account_number as number, name, email, null::text as currency,
    null::numeric as total, null::numeric as amount_due, null::date as issued_on from customers`,
  invoice: sql`select id, number, contact_name as name, null::text as email, currency,
    total, amount_due, issued_on from invoices`,
};

/**
 * The customers or invoices of a conversion with what is suggested for each, by name and number. `q` looks into
 * number, name and email on both sides. @throws PortalError `not_found`, `invalid_input` (a foreign cursor).
 */
export async function listMatches(
  services: Services,
  actor: Actor,
  conversionId: string,
  wanted: Wanted,
): Promise<{ items: Match[]; nextCursor: string | null }> {
  const firmId = await locate(services, actor, 'conversions', conversionId);
  // Also the first page begins after something: the planner then sees that the index in this order is the best.
  const [after] = readCursor(wanted.cursor, [z.string().regex(/^[^\0]*$/)]) ?? [''];
  const { rows } = await services.store.firm(firmId, (query) =>
    sql<Row>`
      -- The page is cut first, so that nothing is looked up for rows that are not on it.
      with page as materialized (
        select matched.*, coalesce(matched.chosen_xero_id, matched.suggested_xero_id) as xero_id
        from conversion_matches matched
        where matched.firm_id = ${firmId} and matched.conversion_id = ${conversionId}
          and matched.kind = ${wanted.kind} and ${shown(wanted.show)} and ${found(wanted, firmId, conversionId)}
          and matched.sort > '' and matched.sort > ${after}
        order by matched.sort limit ${wanted.limit + 1}
      )
      select own.id as "ownId", own.number, own.name, own.email, own.currency, own.total::text as total,
        own.amount_due::text as "amountDue", own.issued_on::text as "issuedOn", page.confidence, page.agrees,
        page.differs, page.decision, page.decided_by as "decidedBy", ${CANDIDATE} as counterpart, page.sort
      from page
      -- Row by row and with the firm hidden from the planner: so the keys are the best way, whatever it knows of the firm.
      cross join lateral (
        ${OWN[wanted.kind]} where firm_id = (select ${firmId}::uuid) and id = page.own_id offset 0
      ) own
      left join lateral (
        select * from conversion_records record where record.firm_id = (select ${firmId}::uuid)
          and record.conversion_id = page.conversion_id and record.kind = page.kind and record.xero_id = page.xero_id
        offset 0
      ) record on true
      order by page.sort`.execute(query),
  );
  const page = rows.slice(0, wanted.limit);
  const last = rows.length > wanted.limit ? page.at(-1) : undefined;
  return {
    items: page.map(({ sort: _, ...row }) => ({
      ...row,
      ...amounts(row),
      kind: wanted.kind,
      counterpart: row.counterpart && presentCandidate(row.counterpart),
    })),
    nextCursor: last ? writeCursor([last.sort]) : null,
  };
}

function shown(show: Wanted['show']): RawBuilder<boolean> {
  if (show === 'all') return sql`true`;
  if (show === 'undecided') return sql`(matched.decision = 'open' and matched.confidence <> 'none')`;
  if (show === 'confirmed' || show === 'rejected') return sql`matched.decision = ${show}`;
  return sql`matched.confidence = ${show}`;
}

/** One search of each side: looked up match by match, row-level security would keep the ids out of the keys. */
function found({ q, kind }: Wanted, firmId: string, conversionId: string): RawBuilder<boolean> {
  if (!q) return sql`true`;
  const pattern = containing(q);
  return sql`(
    matched.own_id in (
      select own.id from (${OWN[kind]} where firm_id = ${firmId}) own
      where own.number ilike ${pattern} or own.name ilike ${pattern} or own.email ilike ${pattern}
    ) or coalesce(matched.chosen_xero_id, matched.suggested_xero_id) in (
      select xero_id from conversion_records where firm_id = ${firmId} and conversion_id = ${conversionId}
        and kind = ${kind} and (number ilike ${pattern} or name ilike ${pattern} or email ilike ${pattern})
    ))`;
}
