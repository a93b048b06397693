import { reachableKinds, withDatabase } from '../databases.ts';
import { withPortal } from '../portal.ts';
import { withSandbox } from '../sandbox.ts';
import { syncNow } from './product.ts';

/** A first read at Xero's own limits, on clocks that let waiting pass. */
export type Limited = {
  invoices: number;
  calls: number;
  /** By the clock of the portal and of Xero. */
  milliseconds: number;
  /** The last of so many calls cannot begin earlier, when at most 60 fall into any minute. */
  floorMs: number;
};

const PER_MINUTE = 60;
const MINUTE_MS = 60_000;

/** Measures a first read with limits on. */
export async function measureLimited(invoices: number): Promise<Limited> {
  const store = (await reachableKinds()).at(-1) ?? 'pglite';
  return await withSandbox(
    invoices,
    (sandbox) =>
      withDatabase(store, (database) =>
        withPortal(
          database,
          sandbox,
          async (portal) => {
            await sandbox.forgetTraffic();
            const { milliseconds } = await syncNow(portal);
            const { calls } = await sandbox.traffic();
            await sandbox.compare(await portal.copy());
            const floorMs = Math.floor((calls - 1) / PER_MINUTE) * MINUTE_MS;
            return { invoices, calls, milliseconds, floorMs };
          },
          'on',
        ),
      ),
    'on',
  );
}
