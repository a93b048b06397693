import type { Reading } from '../reading.ts';
import { rereadRecords } from '../reread.ts';
import { clearSetAside, setAsideIds } from '../set-aside.ts';
import type { RereadEntity } from './pulls.ts';

/** How many of each type a run asks for again: one call for all where Xero takes a list of ids, else one call each. */
const MOST: Record<RereadEntity, number> = {
  customers: 40,
  invoices: 40,
  credit_notes: 3,
  overpayments: 3,
  prepayments: 3,
  payments: 3,
};

/**
 * Asks again for records that could not be understood, the longest waiting first: a read of changes would bring one back
 * only when it changes in Xero, not when our own reading of it was mended. What Xero does not have is forgotten.
 */
export async function retrySetAside({ services, run, xero, signal }: Reading): Promise<void> {
  for (const entity of Object.keys(MOST) as RereadEntity[]) {
    const ids = await services.store.firm(run.firmId, (query) =>
      setAsideIds(query, run, entity, MOST[entity]),
    );
    if (ids.length === 0) continue;
    const { missing } = await rereadRecords(services, run, xero, entity, ids, { signal });
    if (missing.length > 0)
      await services.store.firm(run.firmId, (query) => clearSetAside(query, run, entity, missing));
  }
}
