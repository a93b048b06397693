import { type RawBuilder, sql } from 'kysely';
import type { Query } from '../store/store.ts';
import { emailKey, nameKey, numberKey } from './matching-keys.ts';
import type { MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';

/** A key that so many records share tells nothing apart, and pairing all of them would never end. */
const COMMON = 20;

/**
 * Suggests for every customer and invoice here which record of the new organisation is its counterpart: by number, then
 * by email, then by name. A candidate is suggested only when nothing else fits as well, on either side; a record that
 * stands in the new organisation under its own id is no candidate. What a person decided stays.
 */
export async function suggestMatches(query: Query, key: ConversionKey): Promise<void> {
  await query
    .deleteFrom('conversion_matches')
    .where('firm_id', '=', key.firmId)
    .where('conversion_id', '=', key.conversionId)
    .where('decision', '=', 'open')
    .execute();
  // What the steps in between hold is not known to the planner, which would take it for a few rows and compare each with each.
  await sql`set local enable_nestloop = off`.execute(query);
  // Customers first: an invoice is certain only with the customer that its own customer is likely to be.
  for (const kind of ['customer', 'invoice'] as const) await suggest(query, key, kind);
  await sql`set local enable_nestloop = on`.execute(query);
}

async function suggest(query: Query, { firmId, conversionId }: ConversionKey, kind: MatchKind) {
  const { records, evidence, differs } = kind === 'customer' ? CUSTOMERS : INVOICES;
  const conversion = sql`firm_id = ${firmId}::uuid and conversion_id = ${conversionId}::uuid`;
  await sql`
    with own as materialized (${records(firmId)}),
    theirs as materialized (
      select * from conversion_records record
      where ${conversion} and kind = ${kind}
        and not exists (select from ${all(kind, firmId)} known where known.xero_id = record.xero_id)
        and not exists (
          select from conversion_matches chosen
          where chosen.firm_id = record.firm_id and chosen.conversion_id = record.conversion_id
            and chosen.kind = record.kind and chosen.chosen_xero_id = record.xero_id
        )
    ),
    open as (
      select * from own where not exists (
        select from conversion_matches decided where decided.firm_id = ${firmId}::uuid
          and decided.conversion_id = ${conversionId}::uuid and decided.kind = ${kind} and decided.own_id = own.id
      )
    ),
    own_keys as (${keysOf('open', 'id', evidence)}),
    their_keys as (${keysOf('theirs', 'xero_id', evidence)}),
    pairs as (
      select own_keys.holder as id, their_keys.holder as xero_id, own_keys.evidence
      from own_keys join their_keys using (evidence, key)
      where own_keys.holders <= ${COMMON} and their_keys.holders <= ${COMMON}
      group by 1, 2, 3
    ),
    candidates as (
      select pairs.id, pairs.xero_id, array_agg(evidence order by evidence desc) as agrees,
        sum(case evidence when 'number' then 8 when 'email' then 4 else 2 end)
          + max((open.out_of_use = theirs.out_of_use)::int) as score
      from pairs join open on open.id = pairs.id join theirs on theirs.xero_id = pairs.xero_id
      where ${kind === 'customer' ? sql`true` : sql`open.out_of_use = theirs.out_of_use`}
      group by pairs.id, pairs.xero_id
    ),
    best as (
      select *, count(*) over (partition by id) as options
      from (select *, rank() over (partition by id order by score desc) as place from candidates) ranked
      where place = 1
    ),
    claimed as (
      select *, rank() over (partition by xero_id order by score desc) as claim,
        count(*) over (partition by xero_id, score) as claims
      from best
    ),
    matched_customers as (
      select customers.xero_contact_id as former_id,
        coalesce(matched.chosen_xero_id, matched.suggested_xero_id) as xero_id
      from customers join conversion_matches matched on matched.own_id = customers.id
      where customers.firm_id = ${firmId}::uuid and matched.kind = 'customer' and matched.decision <> 'rejected'
        and matched.firm_id = ${firmId}::uuid and matched.conversion_id = ${conversionId}::uuid
    ),
    single as (
      select claimed.id, claimed.xero_id, claimed.agrees, ${differs} as differs
      from claimed join own on own.id = claimed.id join theirs on theirs.xero_id = claimed.xero_id
      left join matched_customers on matched_customers.former_id = own.xero_contact_id
      where options = 1 and claim = 1 and claims = 1
    )
    insert into conversion_matches
      (firm_id, conversion_id, kind, own_id, suggested_xero_id, confidence, agrees, differs)
    select ${firmId}::uuid, ${conversionId}::uuid, ${kind}, open.id, single.xero_id,
      case when single.id is not null then case when single.differs = '{}' then 'certain' else 'likely' end
        when found.id is not null then 'ambiguous' else 'none' end,
      coalesce(single.agrees, '{}'), coalesce(single.differs, '{}')
    from open left join single on single.id = open.id
    left join (select distinct id from best) found on found.id = open.id`.execute(query);
}

type Evidence = readonly ('number' | 'email' | 'name')[];
type Comparison = {
  /** The rows here that need a counterpart, with the keys that they are compared by. */
  records: (firmId: string) => RawBuilder<unknown>;
  evidence: Evidence;
  /** SQL for the list of what `own` and `theirs` both know and is not the same. */
  differs: RawBuilder<string[]>;
};

const CUSTOMERS: Comparison = {
  records: (firmId) => sql`
    select id, null::text as xero_contact_id, archived as out_of_use, ${numberKey(sql`account_number`)} as number_key,
      ${numberKey(sql`contact_number`)} as other_number_key, ${emailKey(sql`email`)} as email_key,
      ${nameKey(sql`name`)} as name_key
    from customers where firm_id = ${firmId}::uuid and retired_at is null and merged_into is null`,
  evidence: ['number', 'email', 'name'],
  differs: sql`array_remove(array[
    case when not 'number' = any(agrees) and coalesce(own.number_key, own.other_number_key) is not null
      and coalesce(theirs.number_key, theirs.other_number_key) is not null then 'number' end,
    case when own.email_key <> theirs.email_key then 'email' end,
    case when own.name_key <> theirs.name_key then 'name' end
  ], null)`,
};

const INVOICES: Comparison = {
  records: (firmId) => sql`
    select id, xero_contact_id, currency, total, amount_due, status = 'VOIDED' as out_of_use,
      ${numberKey(sql`number`)} as number_key, null::text as other_number_key
    from invoices where firm_id = ${firmId}::uuid and retired_at is null and status <> 'DELETED'`,
  evidence: ['number'],
  differs: sql`array_remove(array[
    case when own.currency <> theirs.currency then 'currency' end,
    case when own.total <> theirs.total then 'total' end,
    case when own.amount_due <> theirs.amount_due then 'due' end,
    case when theirs.xero_contact_id is distinct from matched_customers.xero_id then 'customer' end
  ], null)`,
};

/** Every key of every holder, and how many holders share it. */
function keysOf(from: 'open' | 'theirs', holder: 'id' | 'xero_id', evidence: Evidence): RawBuilder<unknown> {
  const lists = evidence.flatMap((name) =>
    (name === 'number' ? ['number_key', 'other_number_key'] : [`${name}_key`]).map(
      (column) =>
        sql`select ${sql.ref(holder)} as holder, ${name}::text as evidence, ${sql.ref(column)} as key from ${sql.table(from)}
          where ${sql.ref(column)} is not null`,
    ),
  );
  return sql`select *, count(*) over (partition by evidence, key) as holders from (${sql.join(lists, sql` union `)}) keys`;
}

/** All rows here, retired ones too, by the id that Xero gave them. */
function all(kind: MatchKind, firmId: string): RawBuilder<unknown> {
  return kind === 'customer'
    ? sql`(select xero_contact_id as xero_id from customers where firm_id = ${firmId}::uuid)`
    : sql`(select xero_invoice_id as xero_id from invoices where firm_id = ${firmId}::uuid)`;
}

/** How many customers and invoices here were added since the comparison, and so have no suggestion yet. */
export async function countUncompared(
  query: Query,
  { firmId, conversionId }: ConversionKey,
): Promise<number> {
  const counted = (['customer', 'invoice'] as const).map(
    (kind) => sql`
      select count(*)::int as count from (${(kind === 'customer' ? CUSTOMERS : INVOICES).records(firmId)}) own
      where not exists (
        select from conversion_matches matched where matched.firm_id = ${firmId}::uuid
          and matched.conversion_id = ${conversionId}::uuid and matched.kind = ${kind} and matched.own_id = own.id
      )`,
  );
  const { rows } = await sql<{ count: number }>`${sql.join(counted, sql` union all `)}`.execute(query);
  return rows.reduce((sum, row) => sum + row.count, 0);
}
