import { isAmong } from '../store/pages.ts';
import type { Query } from '../store/store.ts';
import { deleteMatches, matchPages } from './read-matches.ts';
import { theirPages } from './read-sides.ts';
import type { ConversionKey } from './states.ts';
import { within } from './step.ts';

/** Forgets what was read of the new organisation, and all that was suggested and decided about it. */
export async function forgetComparison(query: Query, key: ConversionKey): Promise<void> {
  await forgetRecords(query, key);
  for (const kind of ['customer', 'invoice'] as const)
    for await (const page of matchPages(within(query), key, kind))
      await deleteMatches(
        query,
        key,
        kind,
        page.map(({ ownId }) => ownId),
      );
  await query
    .updateTable('conversions')
    .set({
      comparing: false,
      lease_token: null,
      lease_until: null,
      progress: null,
      customers_read_to: null,
      invoices_read_to: null,
      compared_at: null,
    })
    .where('firm_id', '=', key.firmId)
    .where('id', '=', key.conversionId)
    .execute();
}

/** Forgets what was read of the new organisation; decisions stay, as the account of what became of what. */
export async function forgetRecords(query: Query, key: ConversionKey): Promise<void> {
  for (const kind of ['customer', 'invoice'] as const) {
    for await (const page of theirPages(within(query), key, kind))
      await query
        .deleteFrom('conversion_records')
        .where('firm_id', '=', key.firmId)
        .where('conversion_id', '=', key.conversionId)
        .where('kind', '=', kind)
        .where(
          isAmong(
            'xero_id',
            page.map(({ xeroId }) => xeroId),
            'text',
          ),
        )
        .execute();
  }
}
