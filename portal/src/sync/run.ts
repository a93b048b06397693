import { XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import { confirmAccessLost } from '../integrations/confirm-access-lost.ts';
import { openXero } from '../integrations/open-xero.ts';
import { refreshStatistics } from '../receivables/refresh-statistics.ts';
import type { Services } from '../services.ts';
import { failureOf } from './failure.ts';
import { finishCancelled, finishFailed, finishRead } from './finish.ts';
import { type HeldRun, handBack, holdRun, LEASE_MS, LeaseLostError, takeRun } from './lease.ts';
import { syncRuns } from './metrics.ts';
import { pullAccounts } from './pull/accounts.ts';
import { pullCustomers } from './pull/customers.ts';
import { pullInvoices } from './pull/invoices.ts';
import { pullOrganisation } from './pull/organisation.ts';
import { retrySetAsideInvoices } from './pull/retry-set-aside.ts';
import { storePages } from './pull/store-pages.ts';

/** From so many changed rows on, the planner's idea of the tables is out of date. */
const MANY_CHANGES = 1_000;

/**
 * Does one run from start to end, if it is to be done: a run that another worker holds or that has ended is left alone.
 * Never throws for what Xero does: the run ends as `failed` in words, and what was read stays. When `stop` is aborted
 * the run is handed back unfinished.
 */
export async function executeRun(
  services: Services,
  job: { firmId: string; runId: string },
  stop: AbortSignal,
): Promise<void> {
  if (stop.aborted) return;
  const run = await takeRun(services, job.firmId, job.runId);
  if (!run) return;
  const log = services.log.child({ firmId: run.firmId, integrationId: run.integrationId, runId: run.id });
  log.info('a sync run starts');
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  const kept = keepLease(services, run, over);
  try {
    await readAll(services, run, signal);
    const status = await finishRead(services, run);
    syncRuns.inc({ status });
    log.info({ status, calls: run.calls, bytes: run.bytes, entities: run.entities }, 'a sync run ended');
  } catch (error) {
    if (stop.aborted) await handBack(services, run);
    else if (error instanceof LeaseLostError || over.signal.aborted)
      log.warn('a sync run went to another worker');
    else await fail(services, run, error);
  } finally {
    over.abort();
    await kept;
  }
}

async function readAll(services: Services, run: HeldRun, signal: AbortSignal): Promise<void> {
  const { xero, tenantId } = await openXero(services, run.firmId, run.integrationId, {
    onCall: (call) => {
      run.calls += 1;
      run.bytes += call.bytes;
    },
  });
  await pullOrganisation(services, run, xero, tenantId, signal);
  await storePages(services, run, pullAccounts(xero, signal));
  await storePages(services, run, pullCustomers(xero, signal));
  await storePages(services, run, pullInvoices(xero, signal));
  await retrySetAsideInvoices(services, run, xero, signal);
  if (changesOf(run) > MANY_CHANGES) await refreshStatistics(services);
}

function changesOf(run: HeldRun): number {
  return Object.values(run.entities).reduce((sum, counts) => sum + counts.created + counts.updated, 0);
}

async function fail(services: Services, run: HeldRun, error: unknown): Promise<void> {
  const log = services.log.child({ runId: run.id });
  if (error instanceof PortalError && error.code === 'not_connected') {
    // A connection saved during the run takes the place of the one it began with: the run goes on with the new one.
    if (await isConnected(services, run)) return await handBack(services, run);
    await finishCancelled(services, run, {
      code: error.code,
      message: error.message,
      action: 'Connect the organisation again to go on.',
    });
    syncRuns.inc({ status: 'cancelled' });
    return;
  }
  // A 403 may be a passing matter of one person's role: only Xero's own list of connections tells that access is gone.
  const refused = error instanceof XeroError && error.kind === 'organisation_unreachable';
  const ended = refused ? await confirmAccessLost(services, run.firmId, run.integrationId) : null;
  const failure = await finishFailed(services, run, (failures) =>
    ended ? { problem: ended, retryInSeconds: null } : failureOf(error, failures),
  );
  syncRuns.inc({ status: 'failed' });
  log.warn({ err: error, problem: failure.problem }, 'a sync run failed');
}

function isConnected(services: Services, run: HeldRun): Promise<boolean> {
  return openXero(services, run.firmId, run.integrationId).then(
    () => true,
    () => false,
  );
}

/** Keeps the lease while a slow answer is awaited, and stops the reading when the run was taken away or ended. */
async function keepLease(services: Services, run: HeldRun, over: AbortController): Promise<void> {
  while (!over.signal.aborted)
    try {
      await services.clock.sleep(LEASE_MS / 3, over.signal);
      await services.store.firm(run.firmId, (query) => holdRun(query, services.clock.now(), run));
    } catch (error) {
      if (error instanceof LeaseLostError) over.abort();
      else if (!over.signal.aborted)
        services.log.warn({ err: error, runId: run.id }, 'the lease of a sync run could not be kept');
    }
}
