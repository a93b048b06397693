import type { Accountant } from './accountant.ts';
import { check } from './check.ts';
import { type Staff, workUntilIdle } from './office.ts';
import type { SeedStore } from './store.ts';
import type { World } from './world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const XERO_ASKS_AGAIN_MS = HOUR_MS / 4;

/** One process that nothing befalls. */
export const SOUND: Staff = { processes: 1, fates: () => [] };

/**
 * After the faults have stopped: one more cycle, after which everything that Xero tells of must be in the mirror, and the
 * daily run, after which everything must. @returns what does not hold
 */
export async function playFinale(world: World, store: SeedStore, accountant: Accountant): Promise<string[]> {
  accountant.work(world.random.below(4));
  accountant.changeSettings(world.random.below(4));
  // Xero tells of it: only the next delivery shows that one before it was lost.
  accountant.addContact();
  world.tell('— one more cycle');
  await toNextSync(world, 0);
  await workUntilIdle(world, SOUND);
  await hearEverything(world, accountant);
  const problems = await check(world, store, 'stamped');
  world.tell('— the next day');
  world.turns.pass(DAY_MS);
  await workUntilIdle(world, SOUND);
  return [...problems, ...(await check(world, store, 'all'))];
}

/**
 * Xero asks again every quarter of an hour with what was refused before, and only then tells what came after; of two
 * deliveries that change places the first goes out once there is a second.
 */
async function hearEverything(world: World, accountant: Accountant): Promise<void> {
  for (let turn = 0; turn < 8 && world.sandbox.webhooks.status()?.undelivered; turn += 1) {
    accountant.addContact();
    world.turns.pass(XERO_ASKS_AGAIN_MS);
    await workUntilIdle(world, SOUND);
  }
}

/** Time passes until the integration's own next run is due, and then so much more. */
export async function toNextSync(world: World, lateMs: number): Promise<void> {
  const { turns, firm, store } = world;
  const { next_sync_at } = await store.system((query) =>
    query
      .selectFrom('integrations')
      .select('next_sync_at')
      .where('id', '=', firm.integrationId)
      .executeTakeFirstOrThrow(),
  );
  if (!next_sync_at) throw new Error('The integration has no next run.');
  const wait = next_sync_at.getTime() - turns.now().getTime();
  if (wait > HOUR_MS + 1000) throw new Error(`The next run is as late as ${next_sync_at.toISOString()}.`);
  turns.pass(Math.max(0, wait) + lateMs);
}
