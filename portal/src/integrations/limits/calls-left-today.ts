import type { Store } from '../../store/store.ts';

/** Calls left today as Xero last said; null when it has not said yet. */
export async function callsLeftToday(store: Store, tenantId: string): Promise<number | null> {
  const row = await store.system((query) =>
    query.selectFrom('xero_limits').select('day_left').where('tenant_id', '=', tenantId).executeTakeFirst(),
  );
  return row?.day_left ?? null;
}
