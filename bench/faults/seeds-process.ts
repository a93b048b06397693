import type { Kind } from '../databases.ts';
import { readInput, serve } from '../processes.ts';
import { type Broken, breakSource } from './broken.ts';
import type { SeedResult } from './seed.ts';

/** What a process that plays seeds is started with. */
export type SeedsInput = { kind: Kind; broken: Broken | null };

const { kind, broken } = readInput<SeedsInput>();
// Before the first piece of the portal is loaded.
if (broken) breakSource(broken);
const { withSeedStore } = await import('./store.ts');
const { playSeed } = await import('./seed.ts');

const unhandled: unknown[] = [];
process.on('unhandledRejection', (error) => unhandled.push(error));

const over = Promise.withResolvers<void>();
const ended = withSeedStore(kind, async (store) => {
  serve<{ seed: number }>(
    {},
    async ({ seed }): Promise<SeedResult> => {
      const result = await playSeed(store, seed);
      const problems = unhandled.splice(0).map((error) => `nobody handled an error: ${error}`);
      return { ...result, problems: [...result.problems, ...problems] };
    },
    async () => {
      over.resolve();
      await ended;
    },
  );
  await over.promise;
});
