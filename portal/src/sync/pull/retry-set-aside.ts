import { type XeroAccounting, XeroError, type XeroErrorKind } from '@ledgerport/xero';
import { storeInvoices } from '../../receivables/store-invoices.ts';
import type { Services } from '../../services.ts';
import { type HeldRun, holdRun } from '../lease.ts';
import { clearSetAside, keepWaiting, setAsideIds } from '../set-aside.ts';
import { toBooksInvoice } from './invoices.ts';

/** Each costs one call in every run until it is mended. */
const MOST_PER_RUN = 5;
const IN_VAIN: XeroErrorKind[] = ['unexpected', 'not_found', 'rejected'];

/** Asks again for invoices that could not be understood: nothing in a read of changes would bring them back. */
export async function retrySetAsideInvoices(
  services: Services,
  run: HeldRun,
  xero: XeroAccounting,
  signal: AbortSignal,
): Promise<void> {
  const ids = await services.store.firm(run.firmId, (query) =>
    setAsideIds(query, run, 'invoices', MOST_PER_RUN),
  );
  for (const id of ids) {
    try {
      const invoice = await xero.invoice(id, signal);
      await services.store.firm(run.firmId, async (query) => {
        await storeInvoices(query, run.firmId, [toBooksInvoice(invoice)]);
        await clearSetAside(query, run, 'invoices', [id]);
        await holdRun(query, services.clock.now(), run);
      });
    } catch (error) {
      // Still not to be understood, or gone: it stays set aside and shown. Anything else ends the run in its own words.
      if (!(error instanceof XeroError && IN_VAIN.includes(error.kind))) throw error;
      await services.store.firm(run.firmId, (query) =>
        keepWaiting(query, services.clock.now(), run, 'invoices', id),
      );
    }
  }
}
