import { sql } from 'kysely';
import { notFound } from '../errors.ts';
import { amountIn } from '../receivables/amount.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { Conversion, MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';

/** A conversion as the API shows it, with how far its matches are decided. @throws PortalError `not_found`. */
export async function readConversion(
  services: Services,
  firmId: string,
  conversionId: string,
): Promise<Conversion> {
  return await services.store.firm(firmId, async (query) => {
    const row = await query
      .selectFrom('conversions')
      .selectAll()
      .where('firm_id', '=', firmId)
      .where('id', '=', conversionId)
      .executeTakeFirst();
    if (!row) throw notFound('conversion');
    const key = { firmId, conversionId };
    return {
      id: row.id,
      firmId,
      integrationId: row.integration_id,
      state: row.state,
      fromPlatform: row.from_platform,
      fromOrganisation: row.from_organisation,
      organisation: row.organisation,
      comparing: row.comparing,
      progress: row.progress,
      comparedAt: row.compared_at?.toISOString() ?? null,
      problem: row.problem,
      begunBy: row.begun_by,
      begunAt: row.begun_at.toISOString(),
      endedBy: row.ended_by,
      endedAt: row.ended_at?.toISOString() ?? null,
      customers: await countMatches(query, key, 'customer'),
      invoices: await countMatches(query, key, 'invoice'),
      openWithoutCounterpart: row.ended_at ? [] : await sumOpen(query, key),
    };
  });
}

async function countMatches(query: Query, { firmId, conversionId }: ConversionKey, kind: MatchKind) {
  const where = sql`firm_id = ${firmId} and conversion_id = ${conversionId} and kind = ${kind}`;
  const { rows } = await sql<Conversion['customers']>`
    select
      count(*) filter (where confidence = 'certain')::int as certain,
      count(*) filter (where confidence = 'likely')::int as likely,
      count(*) filter (where confidence = 'ambiguous')::int as ambiguous,
      count(*) filter (where confidence = 'none')::int as none,
      count(*) filter (where decision = 'confirmed')::int as confirmed,
      count(*) filter (where decision = 'rejected')::int as rejected,
      count(*) filter (where decision = 'rejected' or (decision = 'open' and confidence = 'none'))::int
        as "withoutCounterpart",
      count(*) filter (where decision = 'open' and confidence <> 'none')::int as undecided,
      (select count(*)::int from conversion_records where ${where})
        - (count(*) filter (where decision = 'confirmed'))::int as "onlyThere"
    from conversion_matches where ${where}`.execute(query);
  const [counts] = rows;
  if (!counts) throw new Error('A count gave no row.');
  // After the switch the records are forgotten.
  return { ...counts, onlyThere: Math.max(0, counts.onlyThere) };
}

/**
 * The open invoices that no confirmed match takes into the new books, a line per currency. Both sides are counted
 * together, which takes as long as they are: an anti-join would compare each with each where the planner knows neither.
 */
async function sumOpen(query: Query, { firmId, conversionId }: ConversionKey) {
  const { rows } = await sql<{ currency: string; due: string; invoices: number }>`
    select currency, sum(due)::text as due, count(*)::int as invoices from (
      select max(currency) as currency, max(due) as due from (
        select id, currency, amount_due as due from invoices
        where firm_id = ${firmId} and status = 'AUTHORISED' and amount_due > 0 and retired_at is null
        union all
        select own_id, null, null from conversion_matches
        where firm_id = ${firmId} and conversion_id = ${conversionId} and kind = 'invoice' and decision = 'confirmed'
      ) listed group by id having count(*) = 1
    ) single where currency is not null group by currency order by currency`.execute(query);
  return rows.map((row) => ({ ...row, due: amountIn(row.currency, row.due) }));
}
