import type { Services } from '../services.ts';
import { statesThatEnd } from './states.ts';

/** History is kept for so long; what was repaired or different stays four times as long. */
const KEPT_DAYS = 90;
const KEPT_EVENTFUL_DAYS = 365;
const DAY_MS = 24 * 3_600_000;

/** Forgets runs and comparisons that are so old that nobody asks for them any more. */
export async function pruneHistory(services: Services): Promise<void> {
  const before = (days: number) => new Date(services.clock.now().getTime() - days * DAY_MS);
  await services.store.system(async (query) => {
    await query
      .deleteFrom('sync_runs')
      .where('status', 'in', statesThatEnd())
      .where('finished_at', '<', before(KEPT_DAYS))
      .execute();
    await query
      .deleteFrom('books_checks')
      .where('at', '<', before(KEPT_DAYS))
      .where((check) =>
        check.or([
          check('at', '<', before(KEPT_EVENTFUL_DAYS)),
          check.and([check('repaired', '=', 0), check('outcome', '<>', 'differs')]),
        ]),
      )
      .execute();
  });
}
