import { sql } from 'kysely';
import type { Query } from '../store/store.ts';

/** A customer that was merged, and the one that was merged into, and so on: nobody does it so often. */
const LONGEST_CHAIN = 5;

/**
 * Gives every document of a customer that was merged to the one that lives on: Xero moves them without giving them a new
 * time of change, and one that was read before the merge still names the former.
 */
export async function followMerges(query: Query, firmId: string): Promise<void> {
  for (const table of ['invoices', 'credits'] as const)
    for (let turn = 0, moved = 1n; moved > 0n && turn < LONGEST_CHAIN; turn += 1) {
      const done = await sql`update ${sql.table(table)} set xero_contact_id = merged.merged_into
        from customers merged
        where ${sql.table(table)}.firm_id = ${firmId} and merged.firm_id = ${firmId} and merged.merged_into is not null
          and ${sql.table(table)}.xero_contact_id = merged.xero_contact_id`.execute(query);
      moved = done.numAffectedRows ?? 0n;
    }
}
