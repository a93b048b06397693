import type { Organisation, XeroAccounting } from '@ledgerport/xero';
import { lockedUntil } from '../../integrations/locked-until.ts';
import { storeOrganisation } from '../../integrations/store-organisation.ts';
import type { Services } from '../../services.ts';
import { type HeldRun, holdRun } from '../lease.ts';
import { forgetUnmet, keepSetAside } from '../set-aside.ts';

/**
 * Reads the organisation itself: its name, base currency and zone, by which dates and balances are shown, and up to
 * which day its books are locked. One that cannot be understood is set aside, and what is known of it stays.
 */
export async function pullOrganisation(
  services: Services,
  run: HeldRun,
  xero: XeroAccounting,
  tenantId: string,
  signal: AbortSignal,
): Promise<void> {
  const { records, setAside } = await xero.readOrganisation(signal);
  const [organisation] = records;
  await services.store.firm(run.firmId, async (query) => {
    const now = services.clock.now();
    const changed =
      organisation !== undefined &&
      (await storeOrganisation(query, run.firmId, run.integrationId, toStored(organisation, tenantId)));
    await keepSetAside(query, now, run, 'organisation', setAside);
    await forgetUnmet(query, run, 'organisation');
    run.entities.organisation = {
      created: 0,
      updated: changed ? 1 : 0,
      unchanged: organisation && !changed ? 1 : 0,
      removed: 0,
      failed: setAside.length,
    };
    await holdRun(query, now, run, 'Reading the organisation');
  });
}

function toStored(organisation: Organisation, tenantId: string) {
  const { name, baseCurrency, timeZone, timeZoneKnown, isDemoCompany, status } = organisation;
  return {
    tenantId,
    name,
    baseCurrency,
    timeZone: timeZoneKnown ? timeZone : null,
    lockedUntil: lockedUntil(organisation),
    isDemoCompany,
    status,
    class: organisation.class,
  };
}
