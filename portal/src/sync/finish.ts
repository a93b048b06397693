import {
  countSyncFailure,
  lockIntegration,
  noteSyncProblem,
  noteSyncSuccess,
} from '../integrations/sync-health.ts';
import type { Services } from '../services.ts';
import type { Query } from '../store/store.ts';
import type { Problem } from '../store/tables.ts';
import type { Failure } from './failure.ts';
import { type HeldRun, holdRun } from './lease.ts';
import type { SyncStatus } from './schemas.ts';
import { countSetAside } from './set-aside.ts';
import { nextSlot } from './slot.ts';
import { statesBefore } from './states.ts';

/** Ends a run that read everything: `succeeded`, or `partial` while any record is set aside. */
export async function finishRead(services: Services, run: HeldRun): Promise<SyncStatus> {
  const now = services.clock.now();
  return await services.store.firm(run.firmId, async (query) => {
    await lockIntegration(query, run);
    const setAside = await countSetAside(query, run);
    const problem: Problem | null =
      setAside === 0
        ? null
        : {
            code: 'records_set_aside',
            message: `${setAside === 1 ? 'One record' : `${setAside} records`} from Xero could not be understood, so ${setAside === 1 ? 'it is' : 'they are'} missing or not up to date here; everything else is up to date.`,
            action:
              'Open the records set aside to see them. Saving the record again in Xero usually mends it.',
          };
    const status = problem ? 'partial' : 'succeeded';
    await end(query, now, run, status, problem);
    const next = nextSlot(run.integrationId, now, services.config.syncIntervalMinutes);
    await noteSyncSuccess(query, run, { startedAt: run.startedAt, finishedAt: now }, problem, next);
    return status;
  });
}

/** Ends a run that broke off. The next one comes sooner than usual when the cause may pass, later when Xero asked for it. */
export async function finishFailed(
  services: Services,
  run: HeldRun,
  toFailure: (failures: number) => Failure,
): Promise<Failure> {
  const now = services.clock.now();
  return await services.store.firm(run.firmId, async (query) => {
    await lockIntegration(query, run);
    const failure = toFailure(await countSyncFailure(query, run));
    await end(query, now, run, 'failed', failure.problem);
    const slot = nextSlot(run.integrationId, now, services.config.syncIntervalMinutes);
    const retry =
      failure.retryInSeconds === null ? slot : new Date(now.getTime() + failure.retryInSeconds * 1000);
    const mayWait = failure.problem.code === 'day_limit' || failure.problem.code === 'rate_limited';
    await noteSyncProblem(query, run, failure.problem, mayWait || retry < slot ? retry : slot);
    return failure;
  });
}

/** Ends a run whose integration was disconnected or never connected: there is nothing to read and nothing wrong. */
export async function finishCancelled(services: Services, run: HeldRun, problem: Problem): Promise<void> {
  await services.store.firm(run.firmId, (query) =>
    end(query, services.clock.now(), run, 'cancelled', problem),
  );
}

async function end(
  query: Query,
  now: Date,
  run: HeldRun,
  status: SyncStatus,
  problem: Problem | null,
): Promise<void> {
  await holdRun(query, now, run);
  await query
    .updateTable('sync_runs')
    .set({
      status,
      finished_at: now,
      lease_token: null,
      lease_until: null,
      progress: null,
      problem: problem && JSON.stringify(problem),
    })
    .where('firm_id', '=', run.firmId)
    .where('id', '=', run.id)
    .where('status', 'in', statesBefore(status))
    .execute();
}
