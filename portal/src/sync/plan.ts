import type { Services } from '../services.ts';
import type { HeldRun } from './lease.ts';
import { type MirrorState, readMirrorState } from './mirror-state.ts';
import { countSetAside } from './set-aside.ts';
import { readWatermark } from './watermark.ts';
import { webhooksAreHealthy } from './webhooks/health.ts';

/** What a run is going to do. */
export type Plan = {
  state: MirrorState;
  /** Settings, the organisation and its accounts are read. */
  isDaily: boolean;
  /** Every open document is read again and compared, and so is who is in a group. */
  isSweepDue: boolean;
  /** Everything is read for the first time: there is nothing to compare it with. */
  isFirst: boolean;
  /** One look is enough when nothing has moved: events tell of every change. */
  isLight: boolean;
};

const DAY_MS = 24 * 3_600_000;

/**
 * Decides what a run reads: a person's run, the first one and a full one, everything that changed; once a day the
 * settings too, and every open document; an hourly one beside healthy webhooks, only a look whether something moved.
 */
export async function planRun(services: Services, run: HeldRun): Promise<Plan> {
  const now = services.clock.now();
  return await services.store.firm(run.firmId, async (query) => {
    const state = await readMirrorState(query, run);
    const isFirst = !run.isFull && (await readWatermark(query, run, 'invoices')) === null;
    const isSweepDue = !isFirst && (run.isFull || isOlder(state.swept_at, now));
    const isDaily = isFirst || isSweepDue || isOlder(state.settings_read_at, now);
    const isLight =
      run.trigger === 'schedule' &&
      !isDaily &&
      (await webhooksAreHealthy(query, run, now)) &&
      (await countSetAside(query, run)) === 0;
    return { state, isDaily, isSweepDue, isFirst, isLight };
  });
}

function isOlder(at: Date | null, now: Date): boolean {
  return at === null || now.getTime() - at.getTime() >= DAY_MS;
}
