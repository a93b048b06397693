import { sql } from 'kysely';
import { BATCH, inPages } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import { emailKey, nameKey, numberKey } from './matching-keys.ts';
import type { MatchKind } from './schemas.ts';
import type { ConversionKey } from './states.ts';
import type { Step } from './step.ts';

/** What records are compared by. A customer has no amounts, an invoice no name of its own. Amounts are without closing zeros. */
export type Compared = {
  number: string | null;
  otherNumber: string | null;
  email: string | null;
  name: string | null;
  contactId: string | null;
  currency: string | null;
  total: string | null;
  due: string | null;
  outOfUse: boolean;
};

/** A customer or invoice here; `live` when it needs a counterpart, `sort`, which no other has, is what a list puts it by. */
export type OwnRecord = Compared & { ownId: string; xeroId: string; live: boolean; sort: string };

/** A record of the new organisation. */
export type TheirRecord = Compared & { xeroId: string };

const OWN = {
  customer: sql`
    select id as "ownId", xero_contact_id as "xeroId", null as "contactId", retired_at is null and merged_into is null as live,
      archived as "outOfUse", ${numberKey(sql`account_number`)} as number, ${numberKey(sql`contact_number`)} as "otherNumber",
      ${emailKey(sql`email`)} as email, ${nameKey(sql`name`)} as name, null as currency, null as total, null as due,
      left(lower(name || ' ' || coalesce(account_number, '')), 255) || ' ' || id as sort
    from customers`,
  invoice: sql`
    select id as "ownId", xero_invoice_id as "xeroId", xero_contact_id as "contactId",
      retired_at is null and status <> 'DELETED' as live, status = 'VOIDED' as "outOfUse",
      ${numberKey(sql`number`)} as number, null as "otherNumber", null as email, null as name, currency,
      trim_scale(total)::text as total, trim_scale(amount_due)::text as due,
      left(lower(contact_name || ' ' || coalesce(number, '')), 255) || ' ' || id as sort
    from invoices`,
};

/** All customers or invoices here, retired ones too, page by page in order of our ids. */
export function ownPages(
  step: Step,
  { firmId }: ConversionKey,
  kind: MatchKind,
): AsyncGenerator<OwnRecord[]> {
  return inPages(
    (after) => step((query) => readOwn(query, firmId, kind, after)),
    ({ ownId }) => ownId,
  );
}

/** All records of the new organisation, page by page in order of its ids. */
export function theirPages(step: Step, key: ConversionKey, kind: MatchKind): AsyncGenerator<TheirRecord[]> {
  return inPages(
    (after) => step((query) => readTheirs(query, key, kind, after)),
    ({ xeroId }) => xeroId,
  );
}

async function readOwn(query: Query, firmId: string, kind: MatchKind, after: string | null) {
  const { rows } = await sql<OwnRecord>`
    ${OWN[kind]} where firm_id = ${firmId}::uuid and ${after === null ? sql`true` : sql`id > ${after}::uuid`} order by id limit ${BATCH}`.execute(
    query,
  );
  return rows;
}

async function readTheirs(
  query: Query,
  { firmId, conversionId }: ConversionKey,
  kind: MatchKind,
  after: string | null,
) {
  const { rows } = await sql<TheirRecord>`
    select xero_id as "xeroId", xero_contact_id as "contactId", out_of_use as "outOfUse",
      number_key as number, other_number_key as "otherNumber", email_key as email,
      ${kind === 'customer' ? sql`name_key` : sql`null`} as name,
      currency, trim_scale(total)::text as total, trim_scale(amount_due)::text as due
    from conversion_records
    where firm_id = ${firmId}::uuid and conversion_id = ${conversionId}::uuid and kind = ${kind}
      and ${after === null ? sql`true` : sql`xero_id > ${after}`}
    order by xero_id limit ${BATCH}`.execute(query);
  return rows;
}
