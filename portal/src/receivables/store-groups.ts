import { sql } from 'kysely';
import type { Query } from '../store/store.ts';
import type { CustomerGroup } from '../store/tables.ts';

/** A group of customers with Xero's ids of those in it. */
export type BooksGroup = CustomerGroup & { customerIds: readonly string[] };

/** Brings the groups of every customer to what the books say; `groups` are all there are. @returns how many customers changed */
export async function storeGroups(
  query: Query,
  firmId: string,
  groups: readonly BooksGroup[],
): Promise<number> {
  const members = groups.flatMap(({ id, name, customerIds }) =>
    customerIds.map((customer) => ({ customer, id, name })),
  );
  const changed = await sql`
    with incoming as (
      select customer, jsonb_agg(jsonb_build_object('id', id, 'name', name) order by id) as groups
      from jsonb_to_recordset(${JSON.stringify(members)}::jsonb) as member(customer text, id text, name text)
      group by customer
    )
    update customers set groups = coalesce(now.groups, '[]')
    from customers as mine left join incoming as now on now.customer = mine.xero_contact_id
    where customers.firm_id = ${firmId} and mine.firm_id = ${firmId} and mine.id = customers.id
      and (select coalesce(jsonb_agg(was order by was ->> 'id'), '[]') from jsonb_array_elements(customers.groups) was)
        is distinct from coalesce(now.groups, '[]')`.execute(query);
  return Number(changed.numAffectedRows ?? 0);
}
