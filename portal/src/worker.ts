import { sendWaitingMails } from './notices/send-waiting-mails.ts';
import { removeExpired } from './people/remove-expired.ts';
import type { Services } from './services.ts';
import { executeRun } from './sync/run.ts';
import { resumeAfterRestart, scheduleDue } from './sync/schedule.ts';

const SYNCS_AT_ONCE = 4;
const LOOK_FOR_SYNCS_MS = 10_000;
const LOOK_FOR_MAILS_MS = 5_000;
const REMOVE_EXPIRED_MS = 3_600_000;

/**
 * Does the work that waits: sync runs as they come due, mails, and clearing away what has expired.
 * @returns a function that stops it and the queue, handing back what is unfinished
 */
export async function startWorker(services: Services): Promise<() => Promise<void>> {
  const stop = new AbortController();
  await resumeAfterRestart(services);
  await services.jobs.work('sync-run', SYNCS_AT_ONCE, (job) => executeRun(services, job, stop.signal));
  const loops = [
    repeat(services, LOOK_FOR_SYNCS_MS, 'looking for due syncs', stop.signal, () => scheduleDue(services)),
    repeat(services, LOOK_FOR_MAILS_MS, 'sending mails', stop.signal, () => sendWaitingMails(services)),
    repeat(services, REMOVE_EXPIRED_MS, 'removing what has expired', stop.signal, () =>
      removeExpired(services),
    ),
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
