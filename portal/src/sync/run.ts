import { XeroError } from '@ledgerport/xero';
import { PortalError } from '../errors.ts';
import { accessProblemOf } from '../integrations/access-problem-of.ts';
import { accessProblem, isAccessCode } from '../integrations/access-problems.ts';
import { noteFailedAccess } from '../integrations/note-access.ts';
import { openXero } from '../integrations/open-xero.ts';
import type { Services } from '../services.ts';
import { isStoreAway } from '../store/away.ts';
import { failureOf } from './failure.ts';
import { finishCancelled, finishFailed, finishRead } from './finish.ts';
import { keepLease, TurnOverError } from './keep-lease.ts';
import { type HeldRun, handBack, handBackWhenThere, LeaseLostError, takeRun } from './lease.ts';
import { syncRuns } from './metrics.ts';
import { readAll } from './read-all.ts';

/**
 * Does one run from start to end, if it is to be done: a run that another worker holds or that has ended is left alone.
 * Never throws for what Xero does: the run ends as `failed` in words, and what was read stays. When `stop` is aborted
 * the run is handed back unfinished, and so is one that had its turn while others wait and, as `isFull` tells, no
 * place is free.
 */
export async function executeRun(
  services: Services,
  job: { firmId: string; runId: string },
  stop: AbortSignal,
  isFull: () => boolean = () => false,
): Promise<void> {
  if (stop.aborted) return;
  const run = await takeRun(services, job.firmId, job.runId);
  if (!run) return;
  const log = services.log.child({ firmId: run.firmId, integrationId: run.integrationId, runId: run.id });
  log.info('a sync run starts');
  const over = new AbortController();
  const signal = AbortSignal.any([stop, over.signal]);
  const kept = keepLease(services, run, over, isFull);
  try {
    await readAll(services, run, signal);
    const status = await finishRead(services, run);
    syncRuns.inc({ status });
    log.info({ status, calls: run.calls, bytes: run.bytes, entities: run.entities }, 'a sync run ended');
  } catch (error) {
    if (stop.aborted) await handBack(services, run);
    else if (over.signal.reason instanceof TurnOverError) await handBack(services, run, 'last');
    else if (error instanceof LeaseLostError || over.signal.aborted)
      log.warn('a sync run went to another worker');
    else if (isStoreAway(error)) await handBackWhenThere(services, run, error);
    else
      await fail(services, run, error).catch((failure: unknown) => {
        // A worker that was silent for too long may learn of it only now.
        if (!(failure instanceof LeaseLostError)) throw failure;
        log.warn('a sync run went to another worker');
      });
  } finally {
    over.abort();
    await kept;
  }
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
  const access = await accessProblemOf(services, run, error);
  // It ended by the connection that the run began with: another one was saved meanwhile.
  if (mayBeReplaced(error, access?.code) && (await isConnected(services, run)))
    return await handBack(services, run);
  const failure = await finishFailed(services, run, (failures) => failureOf(error, failures, access));
  await noteFailedAccess(services, run, {
    code: failure.problem.code,
    xeroAnswered: error instanceof XeroError,
  });
  syncRuns.inc({ status: 'failed' });
  log.warn({ err: error, problem: failure.problem }, 'a sync run failed');
}

function mayBeReplaced(error: unknown, code: string | undefined): boolean {
  const hasNoGrant = error instanceof PortalError && error.code === 'reconnect_needed';
  return hasNoGrant || (isAccessCode(code) && accessProblem(code).ends !== null);
}

function isConnected(services: Services, run: HeldRun): Promise<boolean> {
  return openXero(services, run.firmId, run.integrationId).then(
    () => true,
    () => false,
  );
}
