import { openXero } from '../integrations/open-xero.ts';
import { followMerges } from '../receivables/follow-merges.ts';
import { refreshStatistics } from '../receivables/refresh-statistics.ts';
import { type BooksGroup, storeGroups } from '../receivables/store-groups.ts';
import type { Services } from '../services.ts';
import { type HeldRun, holdRun } from './lease.ts';
import { noteMirrorState } from './mirror-state.ts';
import { type Plan, planRun } from './plan.ts';
import { pullOrganisation } from './pull/organisation.ts';
import { createPulls } from './pull/pulls.ts';
import { retrySetAside } from './pull/retry-set-aside.ts';
import { pullSettings } from './pull/settings.ts';
import { type PagesStored, storePages } from './pull/store-pages.ts';
import type { Reading } from './reading.ts';
import { type Ledger, lookAtLedger } from './reconcile/ledger.ts';
import { reconcile } from './reconcile/reconcile.ts';
import { notePolled, noteUnannounced, unannounced } from './webhooks/health.ts';

/** From so many changed rows on, the planner's idea of the tables is out of date. */
const MANY_CHANGES = 1_000;
/** Xero tells the members of a group only one group at a time. */
const MOST_GROUPS = 30;

/**
 * Reads what a run is for and keeps it. When nothing changed in Xero that is four calls: the trial balance, which moves
 * with everything that is booked, then customers, invoices and credit notes; over- and prepayments and payments follow
 * only when something moved. Beside healthy webhooks it is the first call alone.
 * @throws LeaseLostError, XeroError, PortalError `not_connected`, `reconnect_needed`, or the reason of `signal`
 */
export async function readAll(services: Services, run: HeldRun, signal: AbortSignal): Promise<void> {
  const { xero, tenantId } = await openXero(services, run.firmId, run.integrationId, {
    onCall: (call) => {
      run.calls += 1;
      run.bytes += call.bytes;
      run.waitedMs += call.waitedMs;
    },
  });
  const reading = { services, run, xero, tenantId, signal, pulls: createPulls(xero, signal) };
  const plan = await planRun(services, run);
  if (plan.isDaily) await readSettings(reading);
  const ledger = await look(reading);
  const hasMoved = ledger.balance === null || ledger.balance.print !== plan.state.ledger_seen;
  if (plan.isLight && !hasMoved) return await reconcile(reading, ledger, false);
  if (plan.isLight && ledger.balance === null && !(await hasNewInvoices(reading))) return;
  await readChanges(reading, plan, hasMoved);
  await retrySetAside(reading);
  await noteSeen(reading, plan, ledger);
  await reconcile(reading, ledger, plan.isSweepDue);
  if (changesOf(run) > MANY_CHANGES) await refreshStatistics(services);
}

async function readSettings(reading: Reading): Promise<void> {
  const { services, run, xero, tenantId, signal, pulls } = reading;
  await pullOrganisation(services, run, xero, tenantId, signal);
  await pullSettings(services, run, xero, signal);
  await storePages(services, run, pulls.accounts);
  await services.store.firm(run.firmId, (query) =>
    noteMirrorState(query, run, { settings_read_at: services.clock.now() }),
  );
}

async function look({ services, run, xero, signal }: Reading): Promise<Ledger> {
  await services.store.firm(run.firmId, (query) =>
    holdRun(query, services.clock.now(), run, 'Looking whether anything was booked'),
  );
  return await lookAtLedger(services, xero, signal);
}

/** The one look of a connection that may not see the trial balance: whatever settles an invoice changes it too. */
async function hasNewInvoices({ services, run, pulls }: Reading): Promise<boolean> {
  return (await storePages(services, run, pulls.invoices)).changed > 0;
}

async function readChanges(reading: Reading, plan: Plan, hasMoved: boolean): Promise<void> {
  const { services, run, pulls } = reading;
  const customers = await storePages(services, run, pulls.customers);
  const invoices = await storePages(services, run, pulls.invoices);
  const creditNotes = await storePages(services, run, pulls.credit_notes);
  if (hasMoved || plan.isDaily || invoices.changed + creditNotes.changed > 0) {
    await storePages(services, run, pulls.overpayments);
    await storePages(services, run, pulls.prepayments);
    await storePages(services, run, pulls.payments);
  }
  await services.store.firm(run.firmId, async (query) => {
    await followMerges(query, run.firmId);
    await holdRun(query, services.clock.now(), run);
  });
  if (plan.isSweepDue) await readGroups(reading);
  await noteWebhooks(reading, [customers, invoices]);
}

/** Who is in a group changes without the customer's own time of change. */
async function readGroups({ services, run, xero, signal }: Reading): Promise<void> {
  const known = await services.store.firm(run.firmId, (query) =>
    query
      .selectFrom('book_settings')
      .select('key')
      .where('firm_id', '=', run.firmId)
      .where('kind', '=', 'customer_groups')
      .orderBy('key')
      .execute(),
  );
  // With very many groups it has to do that a customer brings its groups along when it changes.
  if (known.length > MOST_GROUPS) return;
  const groups: BooksGroup[] = [];
  for (const { key } of known) {
    const group = await xero.contactGroup(key, signal);
    if (group) groups.push({ id: group.groupId, name: group.name, customerIds: group.contactIds });
  }
  await services.store.firm(run.firmId, async (query) => {
    const changed = await storeGroups(query, run.firmId, groups);
    if (run.entities.customers) run.entities.customers.updated += changed;
    await holdRun(query, services.clock.now(), run);
  });
}

async function noteWebhooks({ services, run }: Reading, found: readonly PagesStored[]): Promise<void> {
  const created = found.flatMap((stored) => stored.created);
  await services.store.firm(run.firmId, async (query) => {
    await notePolled(query, run, run.startedAt);
    const now = services.clock.now();
    if ((await unannounced(query, run, created, now)).length > 0) await noteUnannounced(query, run, now);
  });
}

/** Everything that this look tells of has been read since. */
async function noteSeen({ services, run }: Reading, plan: Plan, { balance }: Ledger): Promise<void> {
  const now = services.clock.now();
  await services.store.firm(run.firmId, (query) =>
    noteMirrorState(query, run, {
      ledger_seen: balance?.print ?? null,
      ...(plan.isFirst && { swept_at: now }),
    }),
  );
}

function changesOf(run: HeldRun): number {
  return Object.values(run.entities).reduce((sum, counts) => sum + counts.created + counts.updated, 0);
}
