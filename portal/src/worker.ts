import { compareWaiting } from './conversions/read-books.ts';
import { pruneUsage } from './integrations/limits/prune-usage.ts';
import { lookAfterAccess } from './integrations/look-after-access.ts';
import { sendWaitingMails } from './notices/send-waiting-mails.ts';
import { removeExpired } from './people/remove-expired.ts';
import type { Services } from './services.ts';
import { pruneHistory } from './sync/prune-history.ts';
import { executeRun } from './sync/run.ts';
import { resumeAfterRestart, scheduleDue } from './sync/schedule.ts';
import { applyEvents } from './sync/webhooks/apply.ts';
import { removeOldEvents, tendWebhooks } from './sync/webhooks/tend.ts';

/**
 * How many runs one process does at once. They mostly wait for Xero; with the embedded store they share one connection
 * and the thread that answers people.
 */
export const SYNCS_AT_ONCE = { pglite: 4, postgres: 24 };
const INTAKES_AT_ONCE = 4;
/** How often each worker looks for runs that are due. */
export const LOOK_FOR_SYNCS_MS = 5_000;
const LOOK_FOR_EVENTS_MS = 5_000;
const LOOK_FOR_MAILS_MS = 5_000;
const LOOK_AFTER_ACCESS_MS = 60_000;
const LOOK_FOR_CONVERSIONS_MS = 5_000;
const REMOVE_EXPIRED_MS = 3_600_000;

/**
 * Does the work that waits: sync runs as they come due, what webhooks told, mails, and clearing away what has expired.
 * @returns a function that stops it and the queue, handing back what is unfinished
 */
export async function startWorker(services: Services): Promise<() => Promise<void>> {
  const stop = new AbortController();
  await resumeAfterRestart(services);
  await services.jobs.work('sync-run', SYNCS_AT_ONCE[services.store.kind], (job, isFull) =>
    executeRun(services, job, stop.signal, isFull),
  );
  await services.jobs.work('webhook-events', INTAKES_AT_ONCE, (key) =>
    applyEvents(services, key, stop.signal),
  );
  const loops = [
    repeat(services, LOOK_FOR_SYNCS_MS, 'looking for due syncs', stop.signal, () =>
      scheduleDue(services, stop.signal),
    ),
    repeat(services, LOOK_FOR_EVENTS_MS, 'looking after webhooks', stop.signal, () => tendWebhooks(services)),
    repeat(services, LOOK_FOR_MAILS_MS, 'sending mails', stop.signal, () => sendWaitingMails(services)),
    repeat(services, LOOK_AFTER_ACCESS_MS, 'looking after access', stop.signal, () =>
      lookAfterAccess(services, stop.signal),
    ),
    repeat(services, LOOK_FOR_CONVERSIONS_MS, 'comparing books', stop.signal, () =>
      compareWaiting(services, stop.signal),
    ),
    repeat(services, REMOVE_EXPIRED_MS, 'removing what has expired', stop.signal, async () => {
      await removeExpired(services);
      await removeOldEvents(services);
      await pruneUsage(services);
      await pruneHistory(services);
    }),
  ];
  return async () => {
    stop.abort();
    await Promise.all([services.jobs.stop(), ...loops]);
  };
}

/** An error is logged and the next turn tries again: a database that was away for a while must not end the loop. */
async function repeat(
  services: Services,
  everyMs: number,
  what: string,
  signal: AbortSignal,
  work: () => Promise<void>,
): Promise<void> {
  while (!signal.aborted) {
    await work().catch((error: unknown) => services.log.error({ err: error }, `${what} failed`));
    await services.clock.sleep(everyMs, signal).catch(() => {});
  }
}
