import { XeroError, type XeroErrorKind } from '@ledgerport/xero';
import { PortalError } from '../../errors.ts';
import { type OpenXero, openXero } from '../../integrations/open-xero.ts';
import type { IntegrationKey } from '../../integrations/states.ts';
import { stalePayments } from '../../receivables/stale-payments.ts';
import type { Services } from '../../services.ts';
import type { Query } from '../../store/store.ts';
import { rereadRecords } from '../reread.ts';
import { nudge, startRun } from '../start.ts';
import { noteUnannounced } from './health.ts';
import {
  type HeldIntake,
  holdIntake,
  IntakeLostError,
  keepIntake,
  noteSuccess,
  releaseForRetry,
  releaseIntake,
  takeIntake,
} from './intake.ts';
import { webhookEvents } from './metrics.ts';
import { type Batch, countCalls, dropForeign, markApplied, nextBatch } from './waiting.ts';

/** Beyond so many calls, a run that reads what changed by the thousand costs fewer. */
const MOST_CALLS = 10;
/** A run under way may have passed what changed since: events wait for its end before they ask for another. */
const UNDER_WAY_SECONDS = 30;
/** The records themselves are refused: asking again brings nothing, and other events must not wait behind them. */
const IN_VAIN: XeroErrorKind[] = ['rejected', 'unexpected', 'not_found', 'missing_scope'];

/**
 * Reads again the records that an integration's waiting events are about, until none waits; the order of events plays
 * no part. An event counts as applied once its record is stored, so a worker that dies on the way leaves it waiting.
 * Never throws for what Xero does: events wait for a better moment, or for the next run where it is in vain.
 */
export async function applyEvents(services: Services, key: IntegrationKey, stop: AbortSignal): Promise<void> {
  const intake = stop.aborted ? null : await takeIntake(services, key);
  if (!intake) return;
  const over = new AbortController();
  const kept = keepIntake(services, intake, over);
  try {
    await applyWaiting(services, intake, AbortSignal.any([stop, over.signal]));
  } catch (error) {
    if (stop.aborted) await services.store.firm(key.firmId, (query) => releaseIntake(query, intake));
    else if (!(error instanceof IntakeLostError || over.signal.aborted))
      await putOff(services, intake, error);
  } finally {
    over.abort();
    await kept;
  }
}

async function applyWaiting(services: Services, intake: HeldIntake, signal: AbortSignal): Promise<void> {
  const { firmId, integrationId } = intake;
  let open: OpenXero | null = null;
  for (;;) {
    signal.throwIfAborted();
    open ??= await openXero(services, firmId, integrationId);
    const batch = await takeBatch(services, intake, open.tenantId);
    if (!batch) return;
    if (!(await applyBatch(services, intake, open, batch, signal))) return;
  }
}

/**
 * An event counts as applied in the transaction that stores what it leads to. @returns false when the batch waits for a
 * run to end, and the intake was given back
 */
async function applyBatch(
  services: Services,
  intake: HeldIntake,
  { xero }: OpenXero,
  { entity, xeroIds, eventKeys }: Batch,
  signal: AbortSignal,
): Promise<boolean> {
  const { firmId, integrationId } = intake;
  const mark = async (query: Query) => {
    await holdIntake(query, services.clock.now(), intake);
    await noteSuccess(query, intake);
    await markApplied(query, intake, services.clock.now(), eventKeys);
  };
  // Payments send no events of their own: an invoice that lists others than are recorded leads to them.
  let payments: string[] = [];
  const markOrFollow = async (query: Query) => {
    payments = entity === 'invoices' ? await stalePayments(query, firmId, xeroIds) : [];
    if (payments.length === 0) await mark(query);
  };
  try {
    await rereadRecords(services, intake, xero, entity, xeroIds, { signal, also: markOrFollow });
    if (payments.length > MOST_CALLS && !(await leaveToRun(services, intake, mark))) return false;
    if (payments.length > 0 && payments.length <= MOST_CALLS)
      await rereadRecords(services, intake, xero, 'payments', payments, { signal, also: mark });
    webhookEvents.inc({ outcome: 'applied' }, eventKeys.length);
  } catch (error) {
    if (!(error instanceof XeroError && IN_VAIN.includes(error.kind))) throw error;
    services.log.warn(
      { err: error, firmId, integrationId, entity, xeroIds },
      'Xero refused what a webhook told of',
    );
    await services.store.firm(firmId, async (query) => {
      await mark(query);
      await noteUnannounced(query, intake, services.clock.now());
    });
    webhookEvents.inc({ outcome: 'given_up' }, eventKeys.length);
  }
  return true;
}

/**
 * Starts a run that reads all changes, since webhooks are in doubt until one has, and marks the events that it stands
 * for with `mark`. Behind a run under way they stay, the intake is given back, and this is false.
 */
async function leaveToRun(
  services: Services,
  intake: HeldIntake,
  mark: (query: Query) => Promise<void>,
): Promise<boolean> {
  const now = services.clock.now();
  const { firmId, integrationId } = intake;
  const run = await services.store.firm(firmId, async (query) => {
    await noteUnannounced(query, intake, now);
    const key = { firmId, integrationId, requestedBy: null };
    const run = await startRun(query, now, { ...key, trigger: 'webhook', full: false });
    if (run.status === 'running') await releaseForRetry(query, now, intake, UNDER_WAY_SECONDS);
    else await mark(query);
    return run;
  });
  await nudge(services, [run]);
  return run.status !== 'running';
}

/** The next records to read; null when none waits, or a run takes them over. The intake is then given back. */
async function takeBatch(services: Services, intake: HeldIntake, tenantId: string): Promise<Batch | null> {
  const now = services.clock.now();
  const next = await services.store.firm(intake.firmId, async (query) => {
    await holdIntake(query, now, intake);
    await dropForeign(query, intake, tenantId, now);
    if ((await countCalls(query, intake, MOST_CALLS + 1)) > MOST_CALLS) return 'too_many';
    const batch = await nextBatch(query, intake);
    // In the transaction that saw nothing: an event stored later finds the intake free.
    if (!batch) await releaseIntake(query, intake);
    return batch;
  });
  if (next !== 'too_many') return next;
  await leaveToRun(services, intake, async (query) => {
    await holdIntake(query, now, intake);
    await markApplied(query, intake, now);
    await releaseIntake(query, intake);
  });
  return null;
}

/** Events wait for a better moment. Whether access has ended is for the run to find out, and to tell. */
async function putOff(services: Services, intake: HeldIntake, error: unknown): Promise<void> {
  const { firmId, integrationId } = intake;
  const seconds = error instanceof XeroError ? (error.retryAfterSeconds ?? 0) : 0;
  await services.store.firm(firmId, (query) => releaseForRetry(query, services.clock.now(), intake, seconds));
  const isExpected = error instanceof XeroError || error instanceof PortalError;
  services.log[isExpected ? 'warn' : 'error'](
    { err: error, firmId, integrationId },
    'webhook events could not be applied yet',
  );
}
