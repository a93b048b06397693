import type { XeroAccounting } from '@ledgerport/xero';
import type { Services } from '../services.ts';
import type { StoredCounts } from '../store/upsert.ts';
import { createPulls, type RereadEntity } from './pull/pulls.ts';
import { clearSetAside, keepSetAside } from './set-aside.ts';

/** What reading records again came to. `missing`: Xero has no such record of a customer, such as the id of a bill. */
export type Reread = { counts: StoredCounts; missing: string[]; setAside: number };

/**
 * Reads these records again as Xero has them now and keeps them; one that cannot be understood is set aside. A newer
 * copy is never overwritten, and no watermark moves. Must not be called inside a transaction.
 * @param also joins the transaction that keeps the records, for what must be true together with them
 * @throws XeroError, PortalError as reading does
 */
export async function rereadRecords(
  services: Services,
  key: { firmId: string; integrationId: string },
  xero: XeroAccounting,
  entity: RereadEntity,
  xeroIds: readonly string[],
  options: {
    signal?: AbortSignal;
    also?: (query: Parameters<Parameters<Services['store']['firm']>[1]>[0]) => Promise<void>;
  } = {},
): Promise<Reread> {
  const pull = createPulls(xero, options.signal)[entity];
  const page = await pull.readByIds?.(xeroIds);
  if (!page) throw new Error(`Records of the type ${entity} cannot be read one by one.`);
  const counts = await services.store.firm(key.firmId, async (query) => {
    const stored = await page.store(query, key.firmId, 0, page.ids.length);
    await clearSetAside(query, key, entity, page.ids);
    await keepSetAside(query, services.clock.now(), { ...key, id: null }, entity, page.setAside);
    await options.also?.(query);
    return stored;
  });
  const met = new Set([...page.ids, ...page.setAside.map((record) => record.id)]);
  return { counts, missing: xeroIds.filter((id) => !met.has(id)), setAside: page.setAside.length };
}
