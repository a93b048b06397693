import type { XeroAccounting } from '@ledgerport/xero';
import { storeOrganisation } from '../../integrations/store-organisation.ts';
import type { Services } from '../../services.ts';
import { type HeldRun, holdRun } from '../lease.ts';

/** Reads the organisation itself: its name, base currency and zone, by which dates and balances are shown. */
export async function pullOrganisation(
  services: Services,
  run: HeldRun,
  xero: XeroAccounting,
  tenantId: string,
  signal: AbortSignal,
): Promise<void> {
  const { name, baseCurrency, timeZone, timeZoneKnown } = await xero.organisation(signal);
  await services.store.firm(run.firmId, async (query) => {
    const changed = await storeOrganisation(query, run.firmId, run.integrationId, {
      tenantId,
      name,
      baseCurrency,
      timeZone: timeZoneKnown ? timeZone : null,
    });
    run.entities.organisation = {
      created: 0,
      updated: changed ? 1 : 0,
      unchanged: changed ? 0 : 1,
      removed: 0,
      failed: 0,
    };
    await holdRun(query, services.clock.now(), run, 'Reading the organisation');
  });
}
