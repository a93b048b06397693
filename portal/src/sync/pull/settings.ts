import type { RecordPage, Setting, XeroAccounting } from '@ledgerport/xero';
import { type BookSetting, storeBookSettings } from '../../integrations/store-book-settings.ts';
import type { Services } from '../../services.ts';
import type { Tables } from '../../store/tables.ts';
import { type HeldRun, holdRun } from '../lease.ts';
import { forgetUnmet, keepSetAside } from '../set-aside.ts';

type Kind = Tables['book_settings']['kind'];

/**
 * Reads what documents refer to: currencies, tax rates, branding themes and groups of customers. Xero tells of none of
 * them what changed, so each is one small call for everything, and they are read once a day.
 */
export async function pullSettings(
  services: Services,
  run: HeldRun,
  xero: XeroAccounting,
  signal: AbortSignal,
): Promise<void> {
  const readers: Record<Kind, () => Promise<RecordPage<BookSetting>>> = {
    currencies: () => xero.currencies(signal),
    tax_rates: () => xero.taxRates(signal),
    branding_themes: () => xero.brandingThemes(signal),
    customer_groups: async () => {
      const { records, ...rest } = await xero.contactGroups(signal);
      const groups = records.map((group): Setting => ({ key: group.groupId, name: group.name, details: {} }));
      return { ...rest, records: groups };
    },
  };
  const counts = { created: 0, updated: 0, unchanged: 0, removed: 0, failed: 0 };
  run.entities.settings = counts;
  for (const kind of Object.keys(readers) as Kind[]) {
    const page = await readers[kind]();
    await services.store.firm(run.firmId, async (query) => {
      const now = services.clock.now();
      // One that cannot be read would be taken for gone: the kind stays as it was.
      const isWhole = page.setAside.length === 0;
      const changed = isWhole && (await storeBookSettings(query, run.firmId, kind, page.records));
      await keepSetAside(query, now, run, 'settings', page.setAside);
      counts.failed += page.setAside.length;
      counts[changed ? 'updated' : 'unchanged'] += 1;
      await holdRun(query, now, run, 'Reading settings');
    });
  }
  await services.store.firm(run.firmId, (query) => forgetUnmet(query, run, 'settings'));
}
