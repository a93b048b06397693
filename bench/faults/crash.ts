import { hireAccountant } from './accountant.ts';
import { atRest, check } from './check.ts';
import { SOUND, toNextSync } from './finale.ts';
import { workUntilIdle } from './office.ts';
import type { SeedStore } from './store.ts';
import { readBooks } from './truth.ts';
import { BOOKS, type Setting, startWorld } from './world.ts';

/** What became of the one scenario when its process died at one step. */
export type CrashResult = {
  step: number;
  problems: string[];
  /** How many steps the first process took: fewer than `step` when it came to its end and did not die. */
  steps: number;
};

/** Small, and several pages long. */
const SETTING: Setting = {
  contacts: 6,
  invoices: 14,
  pageSize: 7,
  webhooks: true,
  kind: 'postgres',
  switches: { modifiedSince: 'exclusive' },
};
/** So long after the sign-in that its token has to be renewed. */
const LATE_MS = 29 * 60_000;

/**
 * Plays one scenario, always the same: a first read whose process dies at this step of it, wherever that is, and is
 * followed by another once its lease has run out. Played for every step there is, it has died at every await.
 */
export async function playCrash(
  store: SeedStore,
  step: number,
  show?: (line: string) => void,
): Promise<CrashResult> {
  const world = await startWorld(store, 0, () => SETTING, show);
  const books = await atRest(world.sandbox, () => readBooks(world.sandbox, BOOKS));
  const accountant = hireAccountant(world.sandbox, BOOKS, books, world.random, world.tell);
  accountant.work(6);
  let steps = 0;
  try {
    await toNextSync(world, LATE_MS);
    let isFirst = true;
    const fates = () => {
      const fate = isFirst ? [{ at: step, end: 'dies' as const }] : [];
      isFirst = false;
      return fate;
    };
    const [first] = await workUntilIdle(world, { processes: 1, fates });
    steps = first?.steps ?? 0;
    world.post?.clearUp();
    accountant.addContact();
    await toNextSync(world, 0);
    await workUntilIdle(world, SOUND);
    return { step, steps, problems: await check(world, store, 'all') };
  } catch (error) {
    return { step, steps, problems: [error instanceof Error ? error.message : String(error)] };
  } finally {
    await world.close();
  }
}
